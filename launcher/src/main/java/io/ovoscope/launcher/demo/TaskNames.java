package io.ovoscope.launcher.demo;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.LabelSource;

/** How a task is called where people read it. */
final class TaskNames {
    private TaskNames() {}

    /** The name, and that its labels are silver where they are. */
    static String shown(CurvePoint point) {
        return point.source() == LabelSource.SILVER ? point.task() + " silver" : point.task();
    }
}
