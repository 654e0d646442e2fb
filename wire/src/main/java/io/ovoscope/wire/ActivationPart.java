package io.ovoscope.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Some rows of one layer at one step, small enough for one record of a topic.
 *
 * @param header what layer and step it belongs to
 * @param firstRow index of the first row within the probe set
 * @param activations rows × width, row-major; row i belongs to row {@code firstRow + i} of the probe set
 */
public record ActivationPart(Header header, int firstRow, Tensor activations) {
    private static final String NAME = "activations";

    /**
     * What all parts of a layer at a step have in common.
     *
     * @param takenAt when the snapshot was taken; the time of its points in InfluxDB
     * @param rows rows of the whole layer: those of the probe set
     * @param loss the training loss at the step; NaN where the trainer gives none, infinite where it is NaN or infinite
     * @param replayed whether the snapshot is a checkpoint examined afterwards
     */
    public record Header(
            String run,
            int attempt,
            long step,
            int layer,
            String layerName,
            Instant takenAt,
            int rows,
            String probeSet,
            double loss,
            boolean replayed) {
        public Header {
            Names.run(run);
            Checks.atLeast("attempt", attempt, 1);
            Checks.atLeast("step", step, 0);
            Checks.atLeast("layer", layer, 0);
            Checks.atLeast("rows", rows, 1);
        }

        /** Of a snapshot taken while training went on. */
        public Header(
                String run,
                int attempt,
                long step,
                int layer,
                String layerName,
                Instant takenAt,
                int rows,
                String probeSet,
                double loss) {
            this(run, attempt, step, layer, layerName, takenAt, rows, probeSet, loss, false);
        }
    }

    public ActivationPart {
        activations.requireShape(NAME, -1, -1);
        FloatEncoding.of(NAME, activations.dtype());
        long count = activations.shape().get(0);
        if (firstRow < 0 || count < 1 || activations.shape().get(1) < 1 || firstRow + count > header.rows()) {
            throw new WireFormatException("rows [" + firstRow + ", " + (firstRow + count) + ") of width "
                    + activations.shape().get(1) + ": expecting some within the " + header.rows()
                    + " rows of the layer");
        }
    }

    /**
     * Encodes rows for sending.
     *
     * @param rows the whole layer, rows × width, row-major
     * @param rowCount how many rows from {@code firstRow} on
     */
    public static ActivationPart of(
            Header header, float[] rows, int width, int firstRow, int rowCount, FloatEncoding precision) {
        int values = Math.multiplyExact(rowCount, width);
        ByteBuffer bytes = ByteBuffer.allocate(
                        Math.multiplyExact(values, precision.dtype().bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        precision.encode(rows, firstRow * width, values, bytes);
        Tensor tensor = new Tensor(precision.dtype(), List.of((long) rowCount, (long) width), bytes.flip());
        return new ActivationPart(header, firstRow, tensor);
    }

    public int rowCount() {
        return activations.shape().get(0).intValue();
    }

    public int width() {
        return activations.shape().get(1).intValue();
    }

    /** Decodes the rows to their place in a layer of {@code header().rows() × width()} floats. */
    public void copyTo(float[] layer) {
        FloatEncoding encoding = FloatEncoding.of(NAME, activations.dtype());
        encoding.decode(activations.data(), layer, firstRow * width(), rowCount() * width());
    }

    public byte[] write() {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("schema", Schema.ACTIVATIONS.text());
        metadata.put("run", header.run());
        metadata.put("attempt", Integer.toString(header.attempt()));
        metadata.put("step", Long.toString(header.step()));
        metadata.put("layer", Integer.toString(header.layer()));
        metadata.put("layerName", header.layerName());
        metadata.put("takenAt", header.takenAt().toString());
        metadata.put("rows", Integer.toString(header.rows()));
        metadata.put("firstRow", Integer.toString(firstRow));
        metadata.put("rowCount", Integer.toString(rowCount()));
        metadata.put("probeSet", header.probeSet());
        metadata.put("loss", Double.toString(header.loss()));
        if (header.replayed()) {
            metadata.put("replayed", "true");
        }
        return new Safetensors(Map.of(NAME, activations), metadata).write();
    }

    public static ActivationPart read(ByteBuffer bytes) {
        Safetensors file = Safetensors.read(bytes);
        Schema.ACTIVATIONS.require(file.metadata().getOrDefault("schema", ""));
        Header header = new Header(
                file.text("run"),
                file.count("attempt"),
                file.number("step", 0, Long.MAX_VALUE),
                file.count("layer"),
                file.text("layerName"),
                instant(file.text("takenAt")),
                file.count("rows"),
                file.text("probeSet"),
                decimal(file.text("loss")),
                file.metadata().getOrDefault("replayed", "false").equals("true"));
        ActivationPart part = new ActivationPart(header, file.count("firstRow"), file.tensor(NAME));
        if (part.rowCount() != file.count("rowCount")) {
            throw new WireFormatException(
                    "metadata 'rowCount' is " + file.text("rowCount") + ": the tensor holds " + part.rowCount());
        }
        return part;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new WireFormatException("metadata 'takenAt' is '" + text + "': expecting an ISO-8601 instant", e);
        }
    }

    private static double decimal(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new WireFormatException("metadata 'loss' is '" + text + "': expecting a number or NaN", e);
        }
    }
}
