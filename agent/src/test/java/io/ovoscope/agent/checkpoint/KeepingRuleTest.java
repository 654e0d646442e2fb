package io.ovoscope.agent.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.checkpoint.KeepingRule.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeepingRuleTest {
    private static final long PLENTY = Long.MAX_VALUE;

    private static Item item(long step) {
        return new Item(step, 10, false);
    }

    /** Snapshots at step 0, powers of two and every so many steps, one after the other, with what goes after each. */
    private static List<Long> train(KeepingRule rule, long every, long steps) {
        List<Item> kept = new ArrayList<>();
        for (long step = 0; step <= steps; step++) {
            if (step % every == 0 || (step < every && Long.bitCount(step) == 1)) {
                kept.add(item(step));
                kept.removeAll(rule.surplus(kept));
                assertThat(kept).hasSizeLessThanOrEqualTo(rule.maxCheckpoints());
                assertThat(kept.stream().mapToLong(Item::bytes).sum()).isLessThanOrEqualTo(rule.maxBytes());
                assertThat(kept).contains(item(step));
            }
        }
        return kept.stream().map(Item::step).toList();
    }

    @Test
    void everythingStaysWhileItFits() {
        assertThat(train(new KeepingRule(12, 4, PLENTY), 100, 400))
                .containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 100L, 200L, 300L, 400L);
    }

    @Test
    void newestStayAndTheOlderAreThoseNearestBelowPowersOfTwo() {
        assertThat(train(new KeepingRule(22, 4, PLENTY), 100, 10_000))
                .endsWith(9_700L, 9_800L, 9_900L, 10_000L)
                .contains(0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 100L, 200L, 500L, 1_000L, 2_000L, 4_000L, 8_100L);
    }

    @Test
    void olderOnesAreSpreadOverTheLogarithmOfTheStepThroughThousandsOfSnapshots() {
        List<Long> kept = train(new KeepingRule(20, 6, PLENTY), 10, 60_000);
        assertThat(kept).hasSize(20).startsWith(0L);
        List<Long> older = kept.subList(0, kept.size() - 6);
        for (int i = 2; i < older.size(); i++) {
            assertThat((older.get(i) + 1.0) / (older.get(i - 1) + 1.0))
                    .as("gap up to step %d of %s", older.get(i), kept)
                    .isLessThan(5);
        }
    }

    @Test
    void bytesBoundAsWellAsNumber() {
        assertThat(train(new KeepingRule(20, 3, 85), 10, 2_000)).hasSize(8).endsWith(1_980L, 1_990L, 2_000L);
        assertThat(train(new KeepingRule(20, 3, 25), 10, 500)).containsExactly(490L, 500L);
    }

    @Test
    void newestStaysThoughItAloneIsTooLarge() {
        assertThat(new KeepingRule(5, 2, 5).surplus(List.of(item(7), item(9)))).containsExactly(item(7));
    }

    @Test
    void oneIsTheNewest() {
        assertThat(train(new KeepingRule(1, 1, PLENTY), 10, 200)).containsExactly(200L);
    }

    @Test
    void retiredOnesGoFirst() {
        List<Item> all = List.of(item(0), item(100), new Item(200, 10, true), new Item(300, 10, true), item(150));
        assertThat(new KeepingRule(4, 3, PLENTY).surplus(all)).containsExactly(new Item(200, 10, true));
        assertThat(new KeepingRule(3, 3, PLENTY).surplus(all))
                .containsExactly(new Item(200, 10, true), new Item(300, 10, true));
    }

    @Test
    void orderOfTheListDoesNotMatter() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            List<Item> all = new ArrayList<>();
            random.longs(40, 0, 100_000)
                    .distinct()
                    .forEach(step -> all.add(new Item(step, step % 7 + 1, step % 5 == 0)));
            KeepingRule rule = new KeepingRule(1 + random.nextInt(20), 1, 20 + random.nextInt(100));
            List<Item> expected = rule.surplus(all);
            Collections.shuffle(all, random);
            assertThat(rule.surplus(all)).isEqualTo(expected);
            assertThat(expected).doesNotHaveDuplicates().isNotEmpty();
        }
    }
}
