package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.GoldEdges;
import io.ovoscope.collector.probe.StructuralFloors;
import io.ovoscope.collector.probe.Trees;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.StructuralTasks;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskLabels;
import java.util.List;

/**
 * The structural probe's tasks of a probe set.
 *
 * @param tasks one of them, or both
 * @param edges the sentences of the gold edges of test trees
 * @param itemSet names those edges
 */
record PreparedStructural(List<TaskInfo> tasks, Trees trees, Clusters edges, String itemSet, StructuralFloors floors) {

    /** Whether a task is one of the structural probe's. */
    static boolean is(TaskInfo task) {
        return task.isRegression()
                && (task.name().equals(StructuralTasks.DISTANCE) || task.name().equals(StructuralTasks.DEPTH));
    }

    static PreparedStructural of(ProbeSet set, String fingerprint) {
        Trees trees = Trees.of(
                set.words().sentence(),
                set.words().punctuation(),
                set.words().head(),
                set.sentences().split(),
                set.sentences().source());
        return new PreparedStructural(
                set.tasks().stream()
                        .map(TaskLabels::info)
                        .filter(PreparedStructural::is)
                        .toList(),
                trees,
                GoldEdges.of(trees).clusters(),
                fingerprint.substring(0, 16) + ":" + StructuralTasks.DISTANCE,
                StructuralFloors.of(trees));
    }
}
