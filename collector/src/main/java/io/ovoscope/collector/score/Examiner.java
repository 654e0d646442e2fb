package io.ovoscope.collector.score;

import io.ovoscope.wire.TaskInfo;
import java.util.List;

/** Looks at a layer in one way. Examiners know nothing of each other: where one fails, the others' points stand. */
sealed interface Examiner permits ClassProbes, StructuralProbes, LayerGeometry {

    /** The tasks that it owes a point: where it fails, theirs say so. */
    List<TaskInfo> tasks();

    /** What it finds. */
    LayerResult examine();
}
