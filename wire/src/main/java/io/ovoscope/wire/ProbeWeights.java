package io.ovoscope.wire;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What scoring remembers of one run, task and layer: the frozen L2 strength, the baseline, and the newest weights to start from.
 *
 * @param step the step the weights were trained at
 * @param classes rows of the weights
 * @param width features; each row of the weights is width features and the bias
 * @param l2 chosen on the development split at the first snapshot, then frozen
 * @param untrained accuracy on the first snapshot, once it has been scored
 * @param snapshots how many snapshots of the run have been scored for this task and layer, this one included: figures that are
 *     taken on a cadence count by it; 0 where an earlier version wrote the record
 * @param weights classes × (width + 1), row-major, in the space of the raw features; empty where they exceed a record
 * @param controlWeights the control task's, likewise
 */
public record ProbeWeights(
        String run,
        int attempt,
        String task,
        int layer,
        long step,
        String probeSet,
        int classes,
        int width,
        double l2,
        OptionalDouble untrained,
        int snapshots,
        Optional<Tensor> weights,
        Optional<Tensor> controlWeights) {
    public ProbeWeights {
        Names.run(run);
        Names.task(task);
        Checks.atLeast("classes", classes, 1);
        Checks.atLeast("width", width, 1);
        Checks.atLeast("attempt", attempt, 1);
        Checks.atLeast("layer", layer, 0);
        Checks.atLeast("step", step, 0);
        Checks.atLeast("snapshots", snapshots, 0);
        if (!(l2 > 0 && Double.isFinite(l2))) {
            throw new WireFormatException("l2 " + l2 + ": expecting a finite l2 > 0");
        }
        untrained.ifPresent(accuracy -> Checks.within("untrained", accuracy, 0.0, 1.0));
        for (Tensor tensor : List.of(weights, controlWeights).stream()
                .flatMap(Optional::stream)
                .toList()) {
            tensor.requireShape("weights", classes, width + 1L);
            if (tensor.dtype() != DType.F32) {
                throw new WireFormatException("tensor 'weights' is " + tensor.dtype() + ": expecting F32");
            }
        }
    }

    /** Weights that are no numbers would be the start of every later training. */
    private static Optional<Tensor> finite(Safetensors file, String name) {
        Optional<Tensor> weights = Optional.ofNullable(file.tensors().get(name));
        for (float weight : weights.map(tensor -> tensor.floats(name)).orElse(new float[0])) {
            if (!Float.isFinite(weight)) {
                throw new WireFormatException("tensor '" + name + "' holds " + weight + ": expecting finite numbers");
            }
        }
        return weights;
    }

    /** Weights as a tensor of this record's shape. */
    public static Tensor tensor(float[] weights, int classes, int width) {
        return Tensor.ofFloats(weights, List.of((long) classes, width + 1L));
    }

    /** The same without the weights, or without the control task's, where they are not to be kept. */
    public ProbeWeights keeping(boolean keepWeights, boolean keepControlWeights) {
        return new ProbeWeights(
                run,
                attempt,
                task,
                layer,
                step,
                probeSet,
                classes,
                width,
                l2,
                untrained,
                snapshots,
                keepWeights ? weights : Optional.empty(),
                keepControlWeights ? controlWeights : Optional.empty());
    }

    public String key() {
        return RecordKey.probe(run, task, layer);
    }

    public byte[] write() {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("schema", Schema.PROBE.text());
        metadata.put("run", run);
        metadata.put("attempt", Integer.toString(attempt));
        metadata.put("task", task);
        metadata.put("layer", Integer.toString(layer));
        metadata.put("step", Long.toString(step));
        metadata.put("probeSet", probeSet);
        metadata.put("classes", Integer.toString(classes));
        metadata.put("width", Integer.toString(width));
        metadata.put("l2", Double.toString(l2));
        untrained.ifPresent(accuracy -> metadata.put("untrained", Double.toString(accuracy)));
        if (snapshots > 0) {
            metadata.put("snapshots", Integer.toString(snapshots));
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        weights.ifPresent(tensor -> tensors.put("weights", tensor));
        controlWeights.ifPresent(tensor -> tensors.put("controlWeights", tensor));
        return new Safetensors(tensors, metadata).write();
    }

    public static ProbeWeights read(ByteBuffer bytes) {
        Safetensors file = Safetensors.read(bytes);
        Schema.PROBE.require(file.metadata().getOrDefault("schema", ""));
        String untrained = file.metadata().get("untrained");
        try {
            return new ProbeWeights(
                    file.text("run"),
                    file.count("attempt"),
                    file.text("task"),
                    file.count("layer"),
                    file.number("step", 0, Long.MAX_VALUE),
                    file.text("probeSet"),
                    file.count("classes"),
                    file.count("width"),
                    Double.parseDouble(file.text("l2")),
                    untrained == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(untrained)),
                    file.metadata().containsKey("snapshots") ? file.count("snapshots") : 0,
                    finite(file, "weights"),
                    finite(file, "controlWeights"));
        } catch (NumberFormatException e) {
            throw new WireFormatException(
                    "metadata 'l2' or 'untrained' of a probe: expecting a number: " + e.getMessage(), e);
        }
    }
}
