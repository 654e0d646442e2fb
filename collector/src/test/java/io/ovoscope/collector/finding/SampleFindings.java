package io.ovoscope.collector.finding;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.EmergenceOrder;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.KeptCheckpoint;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.OnlineEmergence;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.UnderPowered;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings of every kind. */
public final class SampleFindings {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private SampleFindings() {}

    /** A regression of UPOS at step 256 that goes on. */
    public static Regression open(String run) {
        return regression(run, Regression.Verdict.MODEL_REGRESSED, checkpoint(true), null);
    }

    /** The same after it recovered at step 1024, a minute later. */
    public static Regression recovered(String run) {
        return regression(run, Regression.Verdict.MODEL_REGRESSED, checkpoint(true), 1024L);
    }

    public static Regression suspected(String run) {
        return regression(run, Regression.Verdict.PROBE_SUSPECTED, null, null);
    }

    static Regression regression(
            String run, Regression.Verdict verdict, @Nullable KeptCheckpoint checkpoint, @Nullable Long recoveredStep) {
        List<Regression.Drop> drops = List.of(
                new Regression.Drop(
                        2,
                        "block2",
                        List.of(32L, 64L, 128L),
                        0.875,
                        0.75,
                        0.125,
                        0.0625,
                        0.1875,
                        1e-9,
                        0.25,
                        1500,
                        250,
                        10_000),
                new Regression.Drop(
                        1, "", List.of(16L, 32L, 64L), 0.8, 0.79, 0.0101, 0.004, 0.016, 0.0123, null, 0, 0, 10_000));
        return new Regression(
                run,
                1,
                "UPOS",
                Level.MORPHOLOGY,
                LabelSource.SILVER,
                256,
                512,
                NOON,
                recoveredStep,
                recoveredStep == null ? null : NOON.plusSeconds(60),
                drops,
                verdict,
                List.of("The loss rose from 3.10 to 3.90.", "The representation moved (CKA 0.71)."),
                1e-8,
                0.0048,
                128,
                checkpoint);
    }

    static KeptCheckpoint checkpoint(boolean updater) {
        return new KeptCheckpoint(64, NOON, "/runs/demo/64.zip", 3 << 20, "00ff".repeat(16), updater);
    }

    public static BrokenData broken(String run, BrokenData.Kind kind, @Nullable Long endedStep) {
        return new BrokenData(
                run,
                1,
                kind,
                1,
                "block1",
                128,
                NOON,
                "12 of 64 values are NaN",
                endedStep,
                endedStep == null ? null : NOON.plusSeconds(90));
    }

    public static UnderPowered underPowered(String run) {
        return new UnderPowered(run, 1, NOON, "UPOS", Level.MORPHOLOGY, 1000, 4701, 0.01, 0.0625, 1.5);
    }

    public static Emergence emergence(String run, int layer) {
        return new Emergence(
                run,
                1,
                "UPOS",
                Level.MORPHOLOGY,
                layer,
                layer < 0 ? "best" : "block" + layer,
                0.5,
                64,
                128,
                32L,
                256L,
                NOON,
                0.4,
                0.9,
                512,
                0.48,
                1024,
                1000);
    }

    public static OnlineEmergence online(String run) {
        return new OnlineEmergence(
                run,
                1,
                "UPOS",
                Level.MORPHOLOGY,
                Finding.NO_LAYER,
                "best",
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

    public static EmergenceOrder order(String run) {
        return new EmergenceOrder(
                run,
                1,
                NOON,
                List.of(List.of("SentLen"), List.of("UPOS", "WC")),
                List.of("SentLen", "WC", "UPOS"),
                3,
                0.816,
                0.333,
                1.0);
    }

    /** One of each kind. */
    public static List<Finding> all(String run) {
        return List.of(
                emergence(run, Finding.NO_LAYER),
                online(run),
                order(run),
                open(run),
                underPowered(run),
                broken(run, BrokenData.Kind.NON_FINITE, null));
    }
}
