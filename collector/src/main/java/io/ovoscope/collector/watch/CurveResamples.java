package io.ovoscope.collector.watch;

import io.ovoscope.collector.emergence.Replicates;
import io.ovoscope.collector.emergence.SentenceResamples;
import io.ovoscope.collector.emergence.TaskResamples;
import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task's curves with their resamples, which are made once for each point and kept while its curve has it: about a byte per
 * resample and point.
 */
final class CurveResamples {
    private static final Logger log = LoggerFactory.getLogger(CurveResamples.class);

    private final TaskInfo task;
    private final Clusters sentences;
    private final SentenceResamples draws;
    private final TaskResamples resamples;
    private final Map<Integer, Map<Long, ResampledCurve.Point>> known = new HashMap<>();
    private boolean warned;

    /**
     * Of a task.
     *
     * @param sentences of its test items
     * @param draws the same for all tasks of a run
     */
    CurveResamples(TaskInfo task, Clusters sentences, SentenceResamples draws) {
        this.task = task;
        this.sentences = sentences;
        this.draws = draws;
        this.resamples = new TaskResamples(sentences, draws);
    }

    Clusters sentences() {
        return sentences;
    }

    /** A layer's curve; points over other test items than the first cannot be compared with it and are left out. */
    ResampledCurve curve(LayerInfo layer, List<Observation> observed) {
        Map<Long, ResampledCurve.Point> before = known.getOrDefault(layer.index(), Map.of());
        Map<Long, ResampledCurve.Point> now = new HashMap<>();
        List<ResampledCurve.Point> points = new ArrayList<>();
        String set = observed.isEmpty() ? "" : set(observed.get(0));
        for (Observation observation : observed) {
            if (set(observation).equals(set) && isOfThisProbeSet(observation)) {
                ResampledCurve.Point earlier = before.get(observation.step());
                ResampledCurve.Point point = earlier != null && isOf(earlier, observation)
                        ? earlier
                        : new ResampledCurve.Point(observation, replicates(layer, observation));
                now.put(observation.step(), point);
                points.add(point);
            }
        }
        known.put(layer.index(), now);
        return new ResampledCurve(layer.index(), layer.name(), points);
    }

    @SuppressWarnings("ReferenceEquality") // comparing bits would take long
    private static boolean isOf(ResampledCurve.Point point, Observation observation) {
        return point.observation() == observation;
    }

    private @Nullable Replicates replicates(LayerInfo layer, Observation observation) {
        Observation.Items items = observation.items();
        if (items != null) {
            settle(items);
            return resamples.of(items.outcomes());
        }
        double n = itemCount(observation);
        long draw = 31L * (31L * task.name().hashCode() + layer.index()) + observation.step();
        return n < 1 ? null : Replicates.binomial(observation.accuracy(), n, draws, draw);
    }

    /** Number of items that an accuracy is a share of; 0 where it is not known. */
    static int itemCount(Observation observation) {
        Observation.Items items = observation.items();
        return items != null
                ? items.n()
                : (int) Math.round(observation.figures().get(Figure.N).orElse(0));
    }

    /** So that the control task's items need not be kept. */
    private void settle(Observation.Items items) {
        ControlGap control = items.control();
        if (control != null) {
            control.difference(items.outcomes(), sentences);
        }
    }

    private boolean isOfThisProbeSet(Observation observation) {
        Observation.Items items = observation.items();
        if (items == null || items.n() == sentences.items()) {
            return true;
        }
        if (!warned) {
            warned = true;
            log.warn(
                    "task {}, step {}: {} items: expecting the {} labelled test items of the run's probe set; without emergence",
                    task.name(),
                    observation.step(),
                    items.n(),
                    sentences.items());
        }
        return false;
    }

    private static String set(Observation observation) {
        Observation.Items items = observation.items();
        return items == null ? "" : items.set();
    }
}
