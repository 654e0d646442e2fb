package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentenceOrderTest {
    private final int[] sentences = new Random(3).ints(500, 0, 60).toArray();
    private final int[] items = IntStream.range(100, 500).toArray();

    @Test
    void everyItemIsThereOnceAndSentencesAreInOnePiece() {
        SentenceOrder order = SentenceOrder.shuffled(items, sentences, 1);

        assertThat(order.items()).containsExactlyInAnyOrder(items).isNotEqualTo(items);
        assertThat(order.count()).isEqualTo(400);
        int pieces = 1;
        for (int at = 1; at < 400; at++) {
            boolean sameSentence = sentences[order.items()[at]] == sentences[order.items()[at - 1]];
            assertThat(order.ends()[at] == order.ends()[at - 1]).isEqualTo(sameSentence);
            assertThat(order.ends()[at - 1] == at).isEqualTo(!sameSentence);
            pieces += sameSentence ? 0 : 1;
        }
        assertThat(pieces).isEqualTo((int)
                IntStream.of(items).map(i -> sentences[i]).distinct().count());
        assertThat(order.ends()[399]).isEqualTo(400);
    }

    @Test
    void seedDecidesAndOtherSentencesDoNotMatter() {
        int[] order = SentenceOrder.shuffled(items, sentences, 1).items();
        int[] fewer = IntStream.of(items).filter(item -> sentences[item] != 7).toArray();

        assertThat(SentenceOrder.shuffled(items, sentences, 1).items()).isEqualTo(order);
        assertThat(SentenceOrder.shuffled(items, sentences, 2).items()).isNotEqualTo(order);
        assertThat(SentenceOrder.shuffled(fewer, sentences, 1).items())
                .isEqualTo(
                        IntStream.of(order).filter(item -> sentences[item] != 7).toArray());
    }

    @Test
    void everySentenceComesFirstEquallyOften() {
        int[] each = IntStream.range(0, 5).toArray();
        int[] first = new int[5];
        for (int seed = 0; seed < 5000; seed++) {
            first[SentenceOrder.shuffled(each, each, seed).items()[0]]++;
        }

        assertThat(IntStream.of(first)).allMatch(count -> count > 880 && count < 1120);
    }
}
