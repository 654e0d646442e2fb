package io.ovoscope.wire;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One finding of each kind but emergence, for {@link GoldenFiles}. */
final class GoldenFindings {
    private static final String RUN = "golden run/ä";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.000000001Z");

    private GoldenFindings() {}

    /** By the name that {@code finding} has in JSON. */
    static Map<String, Finding> all() {
        Map<String, Finding> findings = new LinkedHashMap<>();
        findings.put("online-emergence", online());
        findings.put("emergence-order", order());
        findings.put("regression", regression());
        findings.put("under-powered", underPowered());
        findings.put("broken-data", brokenData());
        return findings;
    }

    static KeptCheckpoint checkpoint() {
        return new KeptCheckpoint(64, NOON, "/runs/golden/64.zip", 1_000_000, "00ff".repeat(16), true);
    }

    private static OnlineEmergence online() {
        return new OnlineEmergence(
                RUN,
                2,
                "UPOS",
                Level.MORPHOLOGY,
                1,
                "block1",
                OnlineEmergence.Floor.LEXICON,
                64,
                128,
                NOON,
                256,
                3,
                0.01,
                0.0125,
                0.875,
                0.75,
                1000);
    }

    private static EmergenceOrder order() {
        return new EmergenceOrder(
                RUN,
                2,
                NOON,
                List.of(List.of("SentLen"), List.of("UPOS", "WC")),
                List.of("UPOS", "WC"),
                2,
                null,
                null,
                null);
    }

    private static Regression regression() {
        Regression.Drop drop = new Regression.Drop(
                1, "block1", List.of(32L, 64L, 128L), 0.875, 0.75, 0.125, 0.0625, 0.1875, 1e-9, 0.25, 150, 25, 1000);
        return new Regression(
                RUN,
                2,
                "UPOS",
                Level.MORPHOLOGY,
                LabelSource.SILVER,
                256,
                512,
                NOON,
                1024L,
                NOON.plusSeconds(60),
                List.of(drop),
                Regression.Verdict.PROBE_SUSPECTED,
                List.of("the probes did not converge"),
                1e-8,
                0.005,
                128,
                checkpoint());
    }

    private static UnderPowered underPowered() {
        return new UnderPowered(RUN, 2, NOON, "UPOS", Level.MORPHOLOGY, 1000, 4701, 0.01, 0.0625, 1.5);
    }

    private static BrokenData brokenData() {
        return new BrokenData(
                RUN, 2, BrokenData.Kind.DEAD_LAYER, 1, "block1", 128, NOON, "2 of 3 features are constant", null, null);
    }
}
