package io.ovoscope.agent.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.WireFormatException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What the file beside a model file says about it; docs/checkpoints.md is its specification.
 *
 * @param step updates applied
 * @param epoch epochs finished
 * @param takenAt when the parameters were copied; that of the step's activations and points
 * @param loss of the newest minibatch; NaN where there was none, or it was not finite
 * @param file name of the model file, in the same folder
 * @param sha256 of the model file, lower-case hexadecimal
 * @param bytes size of the model file
 * @param network {@code MultiLayerNetwork} or {@code ComputationGraph}
 * @param updater whether all of the updater's state is in it, of the same instant as the parameters
 * @param manifest the run's, with the attempt that took it
 */
public record Checkpoint(
        long step,
        int epoch,
        Instant takenAt,
        double loss,
        String file,
        String sha256,
        long bytes,
        String network,
        boolean updater,
        RunManifest manifest) {
    private static final String SCHEMA = "ovoscope.checkpoint/1";
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*\\.zip");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public Checkpoint {
        require(step >= 0, "step " + step + ": expecting step >= 0");
        require(epoch >= 0, "epoch " + epoch + ": expecting epoch >= 0");
        require(bytes > 0, "bytes " + bytes + ": expecting bytes > 0");
        require(
                FILE.matcher(file).matches(),
                "file '" + file + "': expecting a name that ends in .zip, without a path");
        require(SHA_256.matcher(sha256).matches(), "sha256 '" + sha256 + "': expecting 64 digits 0-9, a-f");
        require(
                network.equals("MultiLayerNetwork") || network.equals("ComputationGraph"),
                "network '" + network + "': expecting MultiLayerNetwork or ComputationGraph");
        loss = Double.isFinite(loss) ? loss : Double.NaN;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new CheckpointFormatException(problem);
        }
    }

    public String run() {
        return manifest.run();
    }

    public int attempt() {
        return manifest.attempt();
    }

    /** Number of the network's parameters. */
    public long parameters() {
        return manifest.parameters();
    }

    /** UTF-8 JSON. */
    public byte[] write() {
        try {
            ObjectNode node = MAPPER.createObjectNode()
                    .put("schema", SCHEMA)
                    .put("run", run())
                    .put("attempt", attempt())
                    .put("step", step)
                    .put("epoch", epoch)
                    .put("takenAt", takenAt.toString());
            if (!Double.isNaN(loss)) {
                node.put("loss", loss);
            }
            node.put("file", file)
                    .put("sha256", sha256)
                    .put("bytes", bytes)
                    .put("parameters", parameters())
                    .put("network", network)
                    .put("updater", updater)
                    .set("manifest", MAPPER.readTree(manifest.write()));
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write " + this, e);
        }
    }

    /**
     * Reads what {@link #write} wrote; fields it does not know are passed over.
     *
     * @throws CheckpointFormatException saying what is wrong
     */
    public static Checkpoint read(byte[] json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            String schema = node.path("schema").asText("");
            require(
                    schema.equals(SCHEMA) || schema.startsWith(SCHEMA + "."),
                    "schema '" + schema + "': expecting " + SCHEMA);
            return new Checkpoint(
                    number(node, "step"),
                    Math.toIntExact(number(node, "epoch")),
                    Instant.parse(text(node, "takenAt")),
                    node.path("loss").asDouble(Double.NaN),
                    text(node, "file"),
                    text(node, "sha256"),
                    number(node, "bytes"),
                    text(node, "network"),
                    node.path("updater").asBoolean(false),
                    RunManifest.read(MAPPER.writeValueAsBytes(node.path("manifest"))));
        } catch (IOException e) {
            throw new CheckpointFormatException("no JSON: " + e.getMessage(), e);
        } catch (WireFormatException | DateTimeException | ArithmeticException e) {
            throw new CheckpointFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    private static long number(JsonNode node, String field) {
        require(node.path(field).isIntegralNumber(), field + " '" + node.path(field) + "': expecting a whole number");
        return node.path(field).asLong();
    }

    private static String text(JsonNode node, String field) {
        require(node.path(field).isTextual(), field + " '" + node.path(field) + "': expecting text");
        return node.path(field).asText();
    }
}
