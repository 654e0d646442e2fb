package io.ovoscope.collector.watch;

import static io.ovoscope.collector.watch.WatchedRun.ITEMS;
import static io.ovoscope.collector.watch.WatchedRun.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.significance.SampleSize;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.UnderPowered;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run of 2,000 items in sentences of five, of which a known share changes from one snapshot to the next. */
class UnderPoweredFinderTest {
    private final WatchedRun run = new WatchedRun(1);
    private final RunCurves curves = new RunCurves();
    private long step;

    @Test
    void aTaskWhoseItemsDoNotSufficeIsNamedWithTheNumberThatWould() {
        // Every other sentence changes one of its five items: independent items.
        snapshots(8, 2, 1);
        UnderPowered found = (UnderPowered) finder(.01).in(curves).get(0);
        assertThat(found.n()).isEqualTo(ITEMS);
        assertThat(found.discordance()).isEqualTo(.1);
        assertThat(found.designEffect()).isBetween(.9, 1.1);
        assertThat(found.needed()).isEqualTo(SampleSize.of(.01, .1, found.designEffect()));
        assertThat(found.at()).isEqualTo(START.plusSeconds(107));
        assertThat(found.id()).isEqualTo("under-powered/UPOS");
        assertThat(finder(.05).in(curves)).as("five points it would see").isEmpty();
        assertThat(finder(0).in(curves)).as("nothing is watched for").isEmpty();
    }

    @Test
    void sentencesThatChangeAsAWholeCountAsFewerItems() {
        snapshots(8, 10, 5);
        UnderPowered found = (UnderPowered) finder(.01).in(curves).get(0);
        assertThat(found.discordance()).isEqualTo(.1);
        assertThat(found.designEffect()).isBetween(4.5, 5.5);
    }

    @Test
    void itIsLookedAtAfterEightSnapshotsAndAfterTwiceAsManyOnly() {
        UnderPoweredFinder finder = finder(.01);
        snapshots(7, 2, 1);
        assertThat(finder.in(curves)).isEmpty();
        snapshots(1, 2, 1);
        List<Finding> first = finder.in(curves);
        assertThat(first).hasSize(1);
        snapshots(7, 2, 2);
        assertThat(finder.in(curves)).isEqualTo(first);
        snapshots(1, 2, 2);
        UnderPowered second = (UnderPowered) finder.in(curves).get(0);
        assertThat(second.discordance()).isEqualTo(.2);
        assertThat(second.at()).isEqualTo(START.plusSeconds(115));
        assertThat(finder(.01).in(curves)).containsExactly(second);
    }

    private UnderPoweredFinder finder(double threshold) {
        return new UnderPoweredFinder(run.manifest(1, 0), new TestItems(run.probeSetOfTheRun()), threshold);
    }

    /** Snapshots in which one sentence of so many has changed so many of its items, to and fro. */
    private void snapshots(int count, int oneOf, int items) {
        for (int t = 0; t < count; t++) {
            BitSet correct = new BitSet();
            for (int i = 0; i < ITEMS; i++) {
                int sentence = i / 5;
                boolean changes = sentence % oneOf == 0 && i % 5 < items;
                boolean up = sentence / oneOf % 2 == 0;
                correct.set(i, !changes || (step % 2 == 0) == up);
            }
            for (int layer = 0; layer < 2; layer++) {
                CurvePoint point =
                        run.point(1, layer, step, new Evidence.Items("set", ITEMS, correct, null), Figures.none());
                curves.put(point, START);
            }
            curves.put(new StepClosed(WatchedRun.RUN, 1, step, START.plusSeconds(100 + step), 2, 2, false), START);
            step++;
        }
    }
}
