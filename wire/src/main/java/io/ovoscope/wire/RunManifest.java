package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a run is: written by the agent when it attaches, before anything else of the run, and again by every later attempt.
 *
 * @param run the user's name of the run
 * @param attempt 1 for the first; a training run that crashes and resumes under the same name counts on
 * @param resumedAtStep the step at which this attempt began; it and later steps of earlier attempts are retired
 * @param startedAt when this attempt began
 * @param model a short description, for example {@code ComputationGraph, 6 vertices}
 * @param parameters number of the model's parameters
 * @param layers the probed layers, index i at position i
 * @param probeSet fingerprint of the frozen probe set, or {@link #IMPORTED}
 * @param tasks the tasks of the probe set
 * @param skippedTasks the tasks asked for that it lacks, and why
 * @param schedule the snapshot schedule, in words
 * @param encoder how words become the model's input, in words, with the share of unknown words
 * @param pooling how the pieces of a word become its row: {@code mean} or {@code last}
 * @param precision of the activations on the wire
 * @param baseline what the first snapshot stands for
 * @param agentVersion version of the agent
 * @param fromCheckpoints whether no training was watched: the run was made afterwards, from checkpoints alone
 * @param earlierAttempts those before this one, the first first; what is not told of is unknown
 */
public record RunManifest(
        String run,
        int attempt,
        long resumedAtStep,
        Instant startedAt,
        String model,
        long parameters,
        List<LayerInfo> layers,
        String probeSet,
        List<TaskInfo> tasks,
        List<SkippedTask> skippedTasks,
        String schedule,
        String encoder,
        String pooling,
        FloatEncoding precision,
        Baseline baseline,
        String agentVersion,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        boolean fromCheckpoints,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<EarlierAttempt> earlierAttempts) {
    /** In the place of a fingerprint: the curves were made elsewhere, and there is no probe set. */
    public static final String IMPORTED = "imported";

    public RunManifest {
        Checks.present("a manifest", "run", run);
        Checks.present("a manifest", "startedAt", startedAt);
        Checks.present("a manifest", "model", model);
        Checks.present("a manifest", "layers", layers);
        Checks.present("a manifest", "probeSet", probeSet);
        Checks.present("a manifest", "tasks", tasks);
        Checks.present("a manifest", "skippedTasks", skippedTasks);
        Checks.present("a manifest", "schedule", schedule);
        Checks.present("a manifest", "encoder", encoder);
        Checks.present("a manifest", "pooling", pooling);
        Checks.present("a manifest", "precision", precision);
        Checks.present("a manifest", "baseline", baseline);
        Checks.present("a manifest", "agentVersion", agentVersion);
        Names.run(run);
        Checks.atLeast("attempt", attempt, 1);
        Checks.atLeast("resumedAtStep", resumedAtStep, 0);
        layers = List.copyOf(layers);
        tasks = List.copyOf(tasks);
        skippedTasks = List.copyOf(skippedTasks);
        earlierAttempts = earlierAttempts == null ? List.of() : List.copyOf(earlierAttempts);
        int before = 0;
        for (EarlierAttempt earlier : earlierAttempts) {
            Checks.within("attempt of an earlier attempt", earlier.attempt(), before + 1, attempt - 1);
            before = earlier.attempt();
        }
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).index() != i) {
                throw new WireFormatException(
                        "layer " + layers.get(i) + " at position " + i + ": expecting index " + i);
            }
        }
        if (layers.isEmpty()) {
            throw new WireFormatException("run '" + run + "' has no layers: expecting at least one");
        }
    }

    /** Eight hexadecimal digits that are equal for an equal encoder and pooling: the rows of other ones cannot be compared. */
    public String encoderFingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((encoder + "\n" + pooling).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, Integer.BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Of a run that was watched while it was trained. */
    public RunManifest(
            String run,
            int attempt,
            long resumedAtStep,
            Instant startedAt,
            String model,
            long parameters,
            List<LayerInfo> layers,
            String probeSet,
            List<TaskInfo> tasks,
            List<SkippedTask> skippedTasks,
            String schedule,
            String encoder,
            String pooling,
            FloatEncoding precision,
            Baseline baseline,
            String agentVersion) {
        this(
                run,
                attempt,
                resumedAtStep,
                startedAt,
                model,
                parameters,
                layers,
                probeSet,
                tasks,
                skippedTasks,
                schedule,
                encoder,
                pooling,
                precision,
                baseline,
                agentVersion,
                false);
    }

    /** Of a first attempt. */
    public RunManifest(
            String run,
            int attempt,
            long resumedAtStep,
            Instant startedAt,
            String model,
            long parameters,
            List<LayerInfo> layers,
            String probeSet,
            List<TaskInfo> tasks,
            List<SkippedTask> skippedTasks,
            String schedule,
            String encoder,
            String pooling,
            FloatEncoding precision,
            Baseline baseline,
            String agentVersion,
            boolean fromCheckpoints) {
        this(
                run,
                attempt,
                resumedAtStep,
                startedAt,
                model,
                parameters,
                layers,
                probeSet,
                tasks,
                skippedTasks,
                schedule,
                encoder,
                pooling,
                precision,
                baseline,
                agentVersion,
                fromCheckpoints,
                List.of());
    }

    /** The same as another attempt. */
    public RunManifest withAttempt(int settled) {
        return as(settled, baseline, settled == attempt ? earlierAttempts : List.of());
    }

    /** The same as the attempt after another one, which it knows with those before it; the floor is that of the run's beginning. */
    public RunManifest after(RunManifest before) {
        List<EarlierAttempt> earlier = new ArrayList<>(before.earlierAttempts());
        earlier.add(new EarlierAttempt(before.attempt(), before.resumedAtStep(), before.startedAt()));
        int next = Math.max(before.attempt() + 1, attempt);
        return as(next, before.baseline() == Baseline.UNTRAINED ? Baseline.UNTRAINED : baseline, earlier);
    }

    /** Whether this or another attempt has begun at a step or before it that an earlier one had reached. */
    public boolean isRetired(int ofAttempt, long step) {
        return isRetired(ofAttempt, step, attempt);
    }

    /**
     * The same as an attempt could know it.
     *
     * @param untilAttempt later ones do not count
     */
    public boolean isRetired(int ofAttempt, long step, int untilAttempt) {
        return (attempt > ofAttempt && attempt <= untilAttempt && step >= resumedAtStep)
                || earlierAttempts.stream()
                        .anyMatch(each -> each.attempt() > ofAttempt
                                && each.attempt() <= untilAttempt
                                && step >= each.resumedAtStep());
    }

    /**
     * Whether an attempt after this one began where the run itself had begun, or before: then nothing is left of what was before.
     *
     * @param untilAttempt later ones do not count
     */
    public boolean beganAnewAfter(int thatAttempt, int untilAttempt) {
        List<EarlierAttempt> all = new ArrayList<>(earlierAttempts);
        all.add(new EarlierAttempt(attempt, resumedAtStep, startedAt));
        long begun = all.get(0).resumedAtStep();
        return all.stream()
                .skip(1)
                .anyMatch(each -> each.attempt() > thatAttempt
                        && each.attempt() <= untilAttempt
                        && each.resumedAtStep() <= begun);
    }

    private RunManifest as(int otherAttempt, Baseline otherBaseline, List<EarlierAttempt> earlier) {
        return new RunManifest(
                run,
                otherAttempt,
                resumedAtStep,
                startedAt,
                model,
                parameters,
                layers,
                probeSet,
                tasks,
                skippedTasks,
                schedule,
                encoder,
                pooling,
                precision,
                otherBaseline,
                agentVersion,
                fromCheckpoints,
                earlier);
    }

    public byte[] write() {
        return Json.write(Schema.RUN, this);
    }

    public static RunManifest read(byte[] bytes) {
        return Json.read(Schema.RUN, bytes, RunManifest.class);
    }

    /** Whether the run's curves were made elsewhere: it has no probe set, no agent and no activations. */
    @com.fasterxml.jackson.annotation.JsonIgnore
    public boolean isImported() {
        return probeSet.equals(IMPORTED);
    }
}
