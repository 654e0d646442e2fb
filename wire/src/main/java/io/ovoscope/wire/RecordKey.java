package io.ovoscope.wire;

import java.util.List;
import java.util.Optional;

/**
 * Keys of the topics: parts joined by {@code /}, in each of which {@code %} stands as {@code %25} and {@code /} as {@code %2F}.
 */
public final class RecordKey {
    /** No task has this name: task names begin with a letter. */
    private static final String CLOSED = "~closed";

    private static final String STALLED = "~stalled";

    private static final String CHECKPOINTS = "~checkpoints";

    /** No layer has this number. */
    private static final String LAYERS = "~layers";

    private RecordKey() {}

    /** Key of a manifest; of everything a run has, the first part. */
    public static String run(String run) {
        return escape(run);
    }

    /** Key of an activation part. Kafka's default partitioner on it says where the layer lives. */
    public static String layer(String run, int layer) {
        return escape(run) + "/" + layer;
    }

    public static String probe(String run, String task, int layer) {
        return escape(run) + "/" + escape(task) + "/" + layer;
    }

    public static String point(String run, String task, int layer, long step) {
        return escape(run) + "/" + escape(task) + "/" + layer + "/" + step;
    }

    public static String closed(String run, long step) {
        return escape(run) + "/" + CLOSED + "/" + step;
    }

    /** Key of a run's stall after a step. */
    public static String stalled(String run, long step) {
        return escape(run) + "/" + STALLED + "/" + step;
    }

    /** Whether the parts of a key are those of a {@linkplain #stalled stall}. */
    public static boolean isStalled(List<String> parts) {
        return parts.size() == 3 && parts.get(1).equals(STALLED);
    }

    /** Key of the list of a run's checkpoints. */
    public static String checkpoints(String run) {
        return escape(run) + "/" + CHECKPOINTS;
    }

    /** Key of a task's profile over layers at a step. */
    public static String profile(String run, String task, long step) {
        return escape(run) + "/" + escape(task) + "/" + LAYERS + "/" + step;
    }

    /** Whether the parts of a key are those of a {@linkplain #profile profile}. */
    public static boolean isProfile(List<String> parts) {
        return parts.size() == 4 && parts.get(2).equals(LAYERS);
    }

    /** Key of a part of a layer's sample of rows; in the place of a task stands {@code ~first} or {@code ~previous}. */
    public static String sample(String run, LayerSample.Role role, int layer, int part) {
        return escape(run) + "/~" + role.wireName() + "/" + layer + "/" + part;
    }

    public static String finding(String run, String id) {
        return escape(run) + "/" + escape(id);
    }

    public static String probeSetPart(String fingerprint, int part) {
        return fingerprint + "/" + part;
    }

    /** The run that a key belongs to; empty where it is no such key. */
    public static Optional<String> runOf(String key) {
        String first = parts(key).get(0);
        return first.isEmpty() ? Optional.empty() : Optional.of(first);
    }

    /** The parts, unescaped. */
    public static List<String> parts(String key) {
        return List.of(key.split("/", -1)).stream()
                .map(part -> part.replace("%2F", "/").replace("%25", "%"))
                .toList();
    }

    private static String escape(String part) {
        return part.replace("%", "%25").replace("/", "%2F");
    }
}
