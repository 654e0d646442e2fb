package io.ovoscope.wire;

import java.util.List;

/** The curves of the geometry, known by name: no tasks of a probe set or a manifest, but written as those are. */
public final class GeometryTasks {
    /** RankMe of all rows. */
    public static final TaskInfo EFFECTIVE_RANK = curve("EffectiveRank");
    /** Mean cosine of distinct rows, over all pairs. */
    public static final TaskInfo ANISOTROPY = curve("Anisotropy");
    /** Linear CKA with the snapshot scored before, on the fixed sample. */
    public static final TaskInfo CKA_PREVIOUS = curve("CkaPrevious");
    /** Linear CKA with the run's first snapshot, on the fixed sample. */
    public static final TaskInfo CKA_FIRST = curve("CkaFirst");
    /** Linear CKA with layer 0 of the same step, on the fixed sample. */
    public static final TaskInfo CKA_LAYER_0 = curve("CkaLayer0");

    public static final List<TaskInfo> ALL = List.of(EFFECTIVE_RANK, ANISOTROPY, CKA_PREVIOUS, CKA_FIRST, CKA_LAYER_0);

    private GeometryTasks() {}

    private static TaskInfo curve(String name) {
        return new TaskInfo(name, Level.GEOMETRY, TaskInput.TOKEN, LabelSource.NONE, List.of());
    }

    /** Whether a curve of the geometry has this name, which no task may have. */
    public static boolean isName(String task) {
        return ALL.stream().anyMatch(curve -> curve.name().equals(task));
    }
}
