package io.ovoscope.collector.score;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import java.util.List;

/** The curves of the geometry: no tasks of a manifest, but written as tasks are. */
final class GeometryTasks {
    /** RankMe of all rows. */
    static final TaskInfo EFFECTIVE_RANK = curve("EffectiveRank");
    /** Mean cosine of distinct rows, over all pairs. */
    static final TaskInfo ANISOTROPY = curve("Anisotropy");
    /** Linear CKA with the snapshot scored before, on the fixed sample. */
    static final TaskInfo CKA_PREVIOUS = curve("CkaPrevious");
    /** Linear CKA with the run's first snapshot, on the fixed sample. */
    static final TaskInfo CKA_FIRST = curve("CkaFirst");
    /** Linear CKA with layer 0 of the same step, on the fixed sample. */
    static final TaskInfo CKA_LAYER_0 = curve("CkaLayer0");

    static final List<TaskInfo> ALL = List.of(EFFECTIVE_RANK, ANISOTROPY, CKA_PREVIOUS, CKA_FIRST, CKA_LAYER_0);

    private GeometryTasks() {}

    private static TaskInfo curve(String name) {
        return new TaskInfo(name, Level.GEOMETRY, TaskInput.TOKEN, LabelSource.NONE, List.of());
    }
}
