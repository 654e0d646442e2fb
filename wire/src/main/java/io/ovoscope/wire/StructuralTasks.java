package io.ovoscope.wire;

/**
 * The two tasks of the structural probe (Hewitt and Manning 2019), known by name: their targets are numbers that follow from the
 * probe set's {@code head}.
 */
public final class StructuralTasks {
    /** Tree distances: a pair task without classes, whose labels are an empty {@code F32} of [0, 3]. */
    public static final String DISTANCE = "StructuralDistance";
    /** Tree depths: a token task without classes, whose labels are {@code F32} of [rows]: the depth, 0 at the root, NaN for none. */
    public static final String DEPTH = "StructuralDepth";

    private StructuralTasks() {}
}
