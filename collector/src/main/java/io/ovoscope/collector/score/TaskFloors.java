package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Labels;
import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.collector.probe.Split;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInfo;
import java.util.BitSet;

/** What stands beside a task's accuracy whatever the layer: its control labels and its floors. */
final class TaskFloors {
    private final ProbeSet set;
    private final ScoreSettings settings;
    private final ProbeWorkspace workspace;

    TaskFloors(ProbeSet set, ScoreSettings settings, ProbeWorkspace workspace) {
        this.set = set;
        this.settings = settings;
        this.workspace = workspace;
    }

    PreparedTask complete(TaskInfo info, Labels labels, int[] items, Split split, int[] testClusters, String itemSet) {
        return new PreparedTask(info, labels, null, testClusters, new BitSet(), itemSet, Figures.none());
    }
}
