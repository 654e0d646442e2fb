package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.Fit;
import io.ovoscope.collector.probe.Labels;
import io.ovoscope.collector.probe.Outcomes;
import io.ovoscope.collector.probe.Target;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LayerZeroFitsTest {
    private final LayerZeroFits fits = new LayerZeroFits();
    private final List<Double> trained = new ArrayList<>();

    private static TaskScore score(String task, double l2) {
        TaskInfo info = new TaskInfo(task, Level.SYNTAX, TaskInput.TOKEN, LabelSource.GOLD, List.of("a", "b"));
        Labels labels = new Labels(new int[] {0, 1}, 2);
        PreparedTask prepared = new PreparedTask(
                info, labels, null, Clusters.of(new int[2], new int[0]), new BitSet(), "set", Figures.none());
        return new TaskScore(prepared, fit(l2), null, false, OptionalDouble.empty(), 1);
    }

    private static Fit.Trained fit(double l2) {
        return new Fit.Trained(new Outcomes(new BitSet(), 0), new float[0], 0, 0, 0, 1, 0, true, l2, new float[4]);
    }

    private List<Fit> train(List<Target> targets) {
        targets.forEach(target -> trained.add(target.l2()));
        return targets.stream().map(target -> (Fit) fit(target.l2())).toList();
    }

    @Test
    void eachTaskAndStrengthIsTrainedOnce() {
        List<Fit> first = fits.of(List.of(score("Tag", 1), score("Type", 10)), this::train);
        List<Fit> second = fits.of(List.of(score("Type", 10), score("Tag", 100), score("Tag", 1)), this::train);

        assertThat(trained).containsExactly(1.0, 10.0, 100.0);
        assertThat(second.get(0)).isSameAs(first.get(1));
        assertThat(second.get(2)).isSameAs(first.get(0));
        assertThat(((Fit.Trained) second.get(1)).l2()).isEqualTo(100);
    }

    @Test
    void nothingIsTrainedForKnownTasks() {
        fits.of(List.of(score("Tag", 1)), this::train);
        fits.of(List.of(score("Tag", 1)), this::train);

        assertThat(trained).hasSize(1);
    }
}
