package io.ovoscope.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A part of the fixed sample of a layer's rows that later snapshots are compared with: the same rows of the probe set at every step.
 *
 * @param probeSet fingerprint of the probe set
 * @param role which snapshot it is kept for
 * @param part number of this part, from 0
 * @param parts how many there are
 * @param whole what is known of the whole layer, of which the sample is some; null where an earlier version wrote the record
 * @param rows some rows of the sample in its order, {@code F32} [rows, width]
 */
public record LayerSample(
        String run,
        int attempt,
        int layer,
        long step,
        String probeSet,
        Role role,
        int part,
        int parts,
        @Nullable Whole whole,
        Tensor rows) {

    /** Which snapshot a sample is of. */
    public enum Role {
        /** The run's first. */
        FIRST,
        /** The one scored last. */
        PREVIOUS;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Of the layer that the sample is of.
     *
     * @param hash of all its values
     * @param unchanged whether they were those of the snapshot scored before; null where that was not known
     */
    public record Whole(long hash, @Nullable Boolean unchanged) {}

    /** Ample: a sample of 2,048 rows has no more parts than rows. */
    private static final int MAX_PARTS = 10_000;

    public LayerSample {
        Names.run(run);
        Checks.atLeast("attempt", attempt, 1);
        Checks.atLeast("layer", layer, 0);
        Checks.atLeast("step", step, 0);
        Checks.within("parts", parts, 1, MAX_PARTS);
        Checks.within("part", part, 0, parts - 1);
        rows.requireShape("rows", -1, -1);
        Checks.atLeast("number of rows", rows.shape().get(0), 1);
        Checks.within("width", rows.shape().get(1), 1, Integer.MAX_VALUE);
        if (rows.dtype() != DType.F32) {
            throw new WireFormatException("tensor 'rows' is " + rows.dtype() + ": expecting F32");
        }
    }

    /** Of a layer of which nothing else is known. */
    public LayerSample(
            String run,
            int attempt,
            int layer,
            long step,
            String probeSet,
            Role role,
            int part,
            int parts,
            Tensor rows) {
        this(run, attempt, layer, step, probeSet, role, part, parts, null, rows);
    }

    /** Features of a row. */
    public int width() {
        return Math.toIntExact(rows.shape().get(1));
    }

    public static Tensor tensor(float[] rows, int width) {
        return Tensor.ofFloats(rows, List.of((long) rows.length / width, (long) width));
    }

    public String key() {
        return RecordKey.sample(run, role, layer, part);
    }

    public byte[] write() {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("schema", Schema.SAMPLE.text());
        metadata.put("run", run);
        metadata.put("attempt", Integer.toString(attempt));
        metadata.put("layer", Integer.toString(layer));
        metadata.put("step", Long.toString(step));
        metadata.put("probeSet", probeSet);
        metadata.put("role", role.wireName());
        metadata.put("part", Integer.toString(part));
        metadata.put("parts", Integer.toString(parts));
        if (whole != null) {
            metadata.put("layerHash", Long.toHexString(whole.hash()));
            if (whole.unchanged() != null) {
                metadata.put("unchanged", whole.unchanged().toString());
            }
        }
        return new Safetensors(Map.of("rows", rows), metadata).write();
    }

    /** Whether a record of the probes topic is a sample rather than a probe's state. */
    public static boolean isKey(String key) {
        List<String> parts = RecordKey.parts(key);
        return parts.size() == 4
                && (parts.get(1).equals("~first") || parts.get(1).equals("~previous"));
    }

    public static LayerSample read(ByteBuffer bytes) {
        Safetensors file = Safetensors.read(bytes);
        Schema.SAMPLE.require(file.metadata().getOrDefault("schema", ""));
        return new LayerSample(
                file.text("run"),
                file.count("attempt"),
                file.count("layer"),
                file.number("step", 0, Long.MAX_VALUE),
                file.text("probeSet"),
                role(file.text("role")),
                file.count("part"),
                file.count("parts"),
                whole(file.metadata().get("layerHash"), file.metadata().get("unchanged")),
                file.tensor("rows"));
    }

    private static @Nullable Whole whole(@Nullable String hexadecimal, @Nullable String unchanged) {
        try {
            return hexadecimal == null
                    ? null
                    : new Whole(
                            Long.parseUnsignedLong(hexadecimal, 16),
                            unchanged == null ? null : Boolean.valueOf(unchanged));
        } catch (NumberFormatException e) {
            throw new WireFormatException(
                    "metadata 'layerHash' is '" + hexadecimal + "': expecting up to 16 hexadecimal digits", e);
        }
    }

    private static Role role(String name) {
        for (Role role : Role.values()) {
            if (role.wireName().equals(name)) {
                return role;
            }
        }
        throw new WireFormatException("role '" + name + "' of a sample: expecting first or previous");
    }
}
