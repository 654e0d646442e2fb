package io.ovoscope.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the parts of a probe set together, in whatever order they come. The newest of a part counts, and where the number of parts
 * changes it begins anew: so a bad part never keeps out the good ones that are written after it.
 */
public final class ProbeSetAssembly {
    private static final int MAX_PARTS = 10_000;

    private final String fingerprint;
    private final TreeMap<Integer, Safetensors> parts = new TreeMap<>();
    private int expected = -1;

    public ProbeSetAssembly(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    /** The fingerprint a part says it belongs to. */
    public static String fingerprintOf(ByteBuffer part) {
        return open(part).text("fingerprint");
    }

    /**
     * Takes a part.
     *
     * @return the whole set, once all its parts are there
     * @throws WireFormatException where the part is malformed, or the whole is not what its fingerprint says
     */
    public Optional<ProbeSet> add(ByteBuffer bytes) {
        Safetensors part = open(copy(bytes));
        if (!part.text("fingerprint").equals(fingerprint)) {
            throw new WireFormatException(
                    "part of probe set " + part.text("fingerprint") + ": expecting " + fingerprint);
        }
        int count = (int) part.number("parts", 1, MAX_PARTS);
        if (expected != count) {
            parts.clear();
        }
        expected = count;
        parts.put((int) part.number("part", 0, count - 1L), part);
        return parts.size() == expected ? Optional.of(checked()) : Optional.empty();
    }

    /** Parts that make a wrong whole are given up together: which of them is to blame cannot be told. */
    private ProbeSet checked() {
        try {
            return whole();
        } catch (WireFormatException e) {
            parts.clear();
            expected = -1;
            throw e;
        }
    }

    private static Safetensors open(ByteBuffer bytes) {
        Safetensors part = Safetensors.read(bytes);
        Schema.PROBE_SET.require(part.metadata().getOrDefault("schema", ""));
        return part;
    }

    /** Parts wait for each other, so they keep bytes of their own. */
    private static ByteBuffer copy(ByteBuffer bytes) {
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
        return copy.put(bytes.duplicate()).flip();
    }

    private ProbeSet whole() {
        List<TaskLabels> tasks = new ArrayList<>();
        for (TaskInfo info :
                ProbeSetCodec.readTasks(parts.firstEntry().getValue().text("tasks"))) {
            tasks.add(new TaskLabels(info, joined(info.input().prefix() + info.name())));
        }
        ProbeSet set = new ProbeSet(
                new ProbeSet.Words(ints("sentence"), ints("type"), ints("punct"), ints("head")),
                new ProbeSet.Sentences(ints("document"), ints("split"), ints("source")),
                tasks);
        if (!set.fingerprint().equals(fingerprint)) {
            throw new WireFormatException(
                    "probe set has fingerprint " + set.fingerprint() + ": its parts say " + fingerprint);
        }
        return set;
    }

    private int[] ints(String name) {
        return joined(name).ints(name);
    }

    /** The tensors of this name of all parts, one after the other along their first dimension. */
    private Tensor joined(String name) {
        long bytes = 0;
        long extent = 0;
        for (Safetensors part : parts.values()) {
            Tensor tensor = part.tensor(name);
            tensor.requireShape(name, tensor.shape().size() == 2 ? new long[] {-1, 3} : new long[] {-1});
            bytes += tensor.data().remaining();
            extent += tensor.shape().get(0);
        }
        Tensor first = parts.firstEntry().getValue().tensor(name);
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        parts.values().forEach(part -> all.put(part.tensor(name).data()));
        List<Long> shape = first.shape().size() == 2 ? List.of(extent, 3L) : List.of(extent);
        return new Tensor(first.dtype(), shape, all.flip());
    }
}
