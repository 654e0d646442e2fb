package io.ovoscope.launcher.findings;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.EmergenceOrder;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.KeptCheckpoint;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.OnlineEmergence;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.UnderPowered;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A finding of every kind, of one run. */
public final class SampleFindings {
    public static final String RUN = "a/run";
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private SampleFindings() {}

    public static RunManifest manifest() {
        return new RunManifest(
                RUN,
                1,
                0,
                START,
                "a model",
                10,
                List.of(new LayerInfo(0, "x0", 4), new LayerInfo(1, "block1", 4)),
                "abc",
                List.of(task("UPOS"), task("WC")),
                List.of(),
                "every 250",
                "words",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "1");
    }

    private static TaskInfo task(String name) {
        return new TaskInfo(name, Level.SYNTAX, TaskInput.TOKEN, LabelSource.GOLD, List.of("a", "b"));
    }

    /** Open unless it has recovered. */
    public static Regression regression(
            String task, long step, Regression.Verdict verdict, @Nullable Long recoveredStep) {
        return new Regression(
                RUN,
                1,
                task,
                Level.SYNTAX,
                LabelSource.GOLD,
                step,
                step + 250,
                START.plusSeconds(step),
                recoveredStep,
                recoveredStep == null ? null : START.plusSeconds(recoveredStep),
                List.of(drop(1, "block1", .57, .48), drop(0, "x0", .41, .4)),
                verdict,
                List.of("The representation moved."),
                1e-9,
                1e-3,
                step - 250,
                new KeptCheckpoint(step - 250, START, "/ckpt/step.zip", 10, "ab", false));
    }

    private static Regression.Drop drop(int layer, String name, double reference, double accuracy) {
        return new Regression.Drop(
                layer,
                name,
                List.of(1000L, 1250L, 1500L),
                reference,
                accuracy,
                reference - accuracy,
                .01,
                .2,
                3.2e-12,
                null,
                500,
                10,
                5513);
    }

    public static BrokenData broken(BrokenData.Kind kind, long step, @Nullable Long endedStep) {
        return new BrokenData(
                RUN,
                1,
                kind,
                Finding.NO_LAYER,
                "",
                step,
                START.plusSeconds(step),
                "The training loss is NaN.",
                endedStep,
                endedStep == null ? null : START.plusSeconds(endedStep));
    }

    public static Emergence emergence(String task, int layer, double quantile, long after, long by) {
        return new Emergence(
                RUN,
                1,
                task,
                Level.SYNTAX,
                layer,
                layer == Finding.NO_LAYER ? "best" : "block" + layer,
                quantile,
                after,
                by,
                after / 2,
                by,
                START.plusSeconds(by),
                .25,
                .75,
                1500,
                .4,
                2000,
                5513);
    }

    public static OnlineEmergence online(String task, int layer, OnlineEmergence.Floor floor, long by) {
        return new OnlineEmergence(
                RUN,
                1,
                task,
                Level.SYNTAX,
                layer,
                layer == Finding.NO_LAYER ? "best" : "block" + layer,
                floor,
                by - 64,
                by,
                START.plusSeconds(by),
                by + 128,
                3,
                .01,
                .02,
                .6,
                .5,
                5513);
    }

    public static EmergenceOrder order() {
        return new EmergenceOrder(
                RUN,
                1,
                START,
                List.of(List.of("WC"), List.of("UPOS", "SentLen")),
                List.of("WC", "UPOS"),
                2,
                1.0,
                .5,
                1.0);
    }

    public static UnderPowered underPowered(String task) {
        return new UnderPowered(RUN, 1, START, task, Level.SYNTAX, 176, 3134, .01, .04, 1.5);
    }

    /** One of each kind and state, in no order. */
    public static StandingFindings all() {
        return new StandingFindings(
                manifest(),
                List.of(
                        underPowered("WC"),
                        order(),
                        emergence("UPOS", Finding.NO_LAYER, .5, 128, 256),
                        emergence("UPOS", Finding.NO_LAYER, .9, 256, 512),
                        online("UPOS", Finding.NO_LAYER, OnlineEmergence.Floor.UNTRAINED_AND_CONTROL, 128),
                        emergence("WC", 1, .5, 64, 128),
                        broken(BrokenData.Kind.LOSS_NOT_FINITE, 2000, null),
                        regression("WC", 1000, Regression.Verdict.PROBE_SUSPECTED, 1250L),
                        regression("WC", 1750, Regression.Verdict.PROBE_SUSPECTED, null),
                        regression("UPOS", 1750, Regression.Verdict.MODEL_REGRESSED, null)));
    }
}
