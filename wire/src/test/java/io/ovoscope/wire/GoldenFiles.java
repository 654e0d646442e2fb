package io.ovoscope.wire;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One record of each kind, as version 1 writes it to {@code src/test/resources/v1/}. Run {@code main} to write files for a new
 * version; the files of a version that was released never change.
 */
final class GoldenFiles {
    static final Path V1 = Path.of("src/test/resources/v1");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.000000001Z");
    private static final String PROBE_SET = probeSet().fingerprint();

    private GoldenFiles() {}

    static Map<String, byte[]> all() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("run.json", manifest().write());
        files.put("run-resumed.json", resumed().write());
        for (FloatEncoding encoding : FloatEncoding.values()) {
            files.put(
                    "activations-" + encoding + ".safetensors",
                    activationPart(encoding).write());
        }
        List<byte[]> parts = ProbeSetCodec.write(probeSet(), 100);
        for (int i = 0; i < parts.size(); i++) {
            files.put("probeset-" + i + ".safetensors", parts.get(i));
        }
        files.put("probe.safetensors", probe().write());
        files.put("curve-items.json", items().write());
        files.put("curve-scalar.json", scalar().write());
        files.put("curve-missing.json", missing().write());
        files.put("curve-closed.json", closed().write());
        files.put("curve-layers.json", layers().write());
        files.put("sample.safetensors", sample().write());
        files.put("curve-stalled.json", stalled().write());
        files.put("curve-checkpoints.json", checkpoints().write());
        files.put("finding-emergence.json", emergence().write());
        GoldenFindings.all().forEach((name, finding) -> files.put("finding-" + name + ".json", finding.write()));
        files.put("health.json", health().write());
        return files;
    }

    static RunManifest manifest() {
        return new RunManifest(
                "golden run/ä",
                2,
                64,
                NOON,
                "ComputationGraph, 6 vertices",
                123_456,
                List.of(new LayerInfo(0, "x0", 3), new LayerInfo(1, "block1", 3)),
                PROBE_SET,
                probeSet().tasks().stream().map(TaskLabels::info).toList(),
                List.of(new SkippedTask("Tense", "one class only (Past)")),
                "0, powers of two, then every 100",
                "vocabulary of 2,000 words, 7.5% unknown",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "0.1.0");
    }

    static RunManifest resumed() {
        return manifest().after(manifest().withAttempt(1));
    }

    static ActivationPart activationPart(FloatEncoding encoding) {
        float[] layer = {9, 9, 9, 1, -2, 0.5f, 1024, Float.NaN, Float.POSITIVE_INFINITY, 9, 9, 9};
        ActivationPart.Header header =
                new ActivationPart.Header("golden run/ä", 2, 128, 1, "block1", NOON, 4, PROBE_SET, 3.25);
        return ActivationPart.of(header, layer, 3, 1, 2, encoding);
    }

    static ProbeSet probeSet() {
        return new ProbeSet(
                new ProbeSet.Words(
                        new int[] {0, 0, 0, 1}, new int[] {0, 1, 2, 1}, new int[] {0, 0, 1, 0}, new int[] {1, -1, 1, -2
                        }),
                new ProbeSet.Sentences(new int[] {0, 1}, new int[] {0, 2}, new int[] {0, 1}),
                List.of(
                        TaskLabels.ofTokens(
                                new TaskInfo(
                                        "UPOS",
                                        Level.MORPHOLOGY,
                                        TaskInput.TOKEN,
                                        LabelSource.SILVER,
                                        List.of("NOUN", "VERB")),
                                new int[] {0, 1, -1, 1}),
                        TaskLabels.ofSentences(
                                new TaskInfo(
                                        "SentLen",
                                        Level.SURFACE,
                                        TaskInput.SENTENCE,
                                        LabelSource.GOLD,
                                        List.of("1-2", "3-4")),
                                new int[] {1, 0}),
                        TaskLabels.ofPairs(
                                new TaskInfo(
                                        "DepArc", Level.SYNTAX, TaskInput.PAIR, LabelSource.GOLD, List.of("no", "yes")),
                                new int[] {0, 1, 1, 0, 2, 0}),
                        new TaskLabels(
                                new TaskInfo("Depth", Level.SYNTAX, TaskInput.TOKEN, LabelSource.GOLD, List.of()),
                                Tensor.ofFloats(new float[] {1, 0, 1, Float.NaN}, List.of(4L)))));
    }

    static LayerProfile layers() {
        return new LayerProfile(
                "golden run/ä",
                2,
                "UPOS",
                Level.MORPHOLOGY,
                LabelSource.SILVER,
                128,
                NOON,
                2.5,
                3,
                1_000,
                1,
                0.75,
                1,
                2,
                List.of(0.0, 0.75, 0.25),
                1.25,
                1.0,
                1.5);
    }

    static RunStalled stalled() {
        return new RunStalled(
                "golden run/ä", 2, 128, NOON, NOON.plusSeconds(900), "no word from the agent for 14 minutes");
    }

    static CheckpointsKept checkpoints() {
        return new CheckpointsKept("golden run/ä", 2, 128, NOON, List.of(GoldenFindings.checkpoint()));
    }

    static LayerSample sample() {
        return new LayerSample(
                "golden run/ä",
                2,
                1,
                128,
                PROBE_SET,
                LayerSample.Role.PREVIOUS,
                1,
                2,
                LayerSample.tensor(new float[] {0, .5f, -1, 2}, 2));
    }

    static ProbeWeights probe() {
        float[] weights = {1, 2, 3, 4, 5, 6, 7, 8};
        return new ProbeWeights(
                "golden run/ä",
                2,
                "UPOS",
                1,
                128,
                PROBE_SET,
                2,
                3,
                0.1,
                OptionalDouble.of(0.5),
                0,
                Optional.of(ProbeWeights.tensor(weights, 2, 3)),
                Optional.empty());
    }

    private static CurvePoint point(String task, Evidence evidence, Figures figures) {
        return new CurvePoint(
                "golden run/ä",
                2,
                task,
                Level.MORPHOLOGY,
                LabelSource.SILVER,
                1,
                "block1",
                128,
                NOON,
                3.25,
                Baseline.UNTRAINED,
                evidence,
                figures,
                evidence instanceof Evidence.Missing
                        ? null
                        : new Provenance(PROBE_SET, "whitened", 0.1, 17, 3e-6, true, true, 42, "0.1.0"),
                false,
                List.of("a remark"));
    }

    static CurvePoint items() {
        BitSet correct = BitSet.valueOf(new long[] {0b1_0000_0000_0101});
        BitSet control = BitSet.valueOf(new long[] {0b10});
        Figures figures = new Figures(Map.of(
                Figure.ACCURACY,
                3 / 13.0,
                Figure.N,
                13.0,
                Figure.LOWER,
                .1,
                Figure.UPPER,
                .5,
                Figure.CONTROL,
                1 / 13.0));
        return point("UPOS", new Evidence.Items(PROBE_SET + "/UPOS", 13, correct, control), figures);
    }

    static CurvePoint scalar() {
        return point("UUAS", new Evidence.Scalar(.8, List.of(.5, 1.0)), new Figures(Map.of(Figure.VALUE, .8)));
    }

    static CurvePoint missing() {
        return point("UPOS", new Evidence.Missing(Evidence.Reason.NON_FINITE, "2 of 6 values"), Figures.none());
    }

    static StepClosed closed() {
        return new StepClosed("golden run/ä", 2, 128, NOON, 8, 7, true);
    }

    static Finding emergence() {
        return new Emergence(
                "golden run/ä",
                2,
                "UPOS",
                Level.MORPHOLOGY,
                1,
                "block1",
                .5,
                64,
                128,
                null,
                null,
                NOON,
                .6,
                .8,
                512,
                .15,
                600,
                0);
    }

    static Health health() {
        return new Health(
                "agent-1", "agent", "golden run/ä", NOON, Map.of("snapshots.taken", 7L), Map.of("loss", 3.25));
    }

    public static void main(String[] args) throws java.io.IOException {
        Files.createDirectories(V1);
        for (Map.Entry<String, byte[]> file : all().entrySet()) {
            Files.write(V1.resolve(file.getKey()), file.getValue());
        }
    }
}
