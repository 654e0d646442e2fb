package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * What a run is: written by the agent when it attaches, before anything else of the run, and again by every later attempt.
 *
 * @param run the user's name of the run
 * @param attempt 1 for the first; a training run that crashes and resumes under the same name counts on
 * @param resumedAtStep the step at which this attempt began; steps after it of earlier attempts are retired
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
        boolean fromCheckpoints) {
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

    /** The same as another attempt. */
    public RunManifest withAttempt(int settled) {
        return new RunManifest(
                run,
                settled,
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
                fromCheckpoints);
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
