package io.ovoscope.agent;

import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.checkpoint.CheckpointSettings;
import io.ovoscope.agent.encoding.EncoderSettings;
import io.ovoscope.agent.probeset.ProbeSetSettings;
import io.ovoscope.agent.probeset.SourceSettings;
import io.ovoscope.agent.send.KafkaTarget;
import io.ovoscope.agent.send.SendSettings;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.settings.SettingsFile;
import java.nio.file.Path;

/**
 * Everything about the agent that can be chosen; {@code configs/agent.yaml} holds every key with its unit, default and meaning.
 *
 * @param run name of the run, its own among all runs on the broker; empty for one made of the time of attaching. A training run that
 *     resumes under its name goes on in the same curves.
 * @param overheadBudget most that the agent may take of the training time, 0.02 for 2%; 1 for no limit
 * @param queueMaxSnapshots snapshots that may wait for the worker, with memory for the parameters of each
 * @param closeTimeoutMillis how long closing waits for snapshots that are under way
 * @param schedule when snapshots are due
 * @param network what is probed and how
 * @param attach which networks are watched where the agent finds them itself
 * @param sources what the probe set is made from, where no program gives one
 * @param probeSet how it is made
 * @param encoder how its words become the network's input, where no program says so
 * @param checkpoints which snapshots are kept as model files, and where
 * @param kafka where the snapshots go
 * @param send how they are sent
 */
public record AgentSettings(
        String run,
        double overheadBudget,
        int queueMaxSnapshots,
        long closeTimeoutMillis,
        ScheduleSettings schedule,
        NetworkSettings network,
        AttachSettings attach,
        SourceSettings sources,
        ProbeSetSettings probeSet,
        EncoderSettings encoder,
        CheckpointSettings checkpoints,
        KafkaTarget kafka,
        SendSettings send) {
    private static final int MAX_RUN_LENGTH = 200;

    public AgentSettings {
        if (run.length() > MAX_RUN_LENGTH || (!run.isEmpty() && run.isBlank())) {
            throw new IllegalArgumentException("run '" + run + "' of " + run.length()
                    + " characters: expecting at most " + MAX_RUN_LENGTH + ", not blank");
        }
        if (!(overheadBudget > 0 && overheadBudget <= 1)) {
            throw new IllegalArgumentException(
                    "overheadBudget " + overheadBudget + ": expecting 0 < overheadBudget <= 1");
        }
        if (queueMaxSnapshots < 1) {
            throw new IllegalArgumentException(
                    "queueMaxSnapshots " + queueMaxSnapshots + ": expecting queueMaxSnapshots >= 1");
        }
        if (closeTimeoutMillis < 0) {
            throw new IllegalArgumentException(
                    "closeTimeoutMillis " + closeTimeoutMillis + ": expecting closeTimeoutMillis >= 0");
        }
    }

    public static AgentSettings defaults() {
        return new AgentSettings(
                "",
                0.02,
                1,
                30_000,
                ScheduleSettings.defaults(),
                NetworkSettings.defaults(),
                AttachSettings.defaults(),
                SourceSettings.defaults(),
                ProbeSetSettings.defaults(),
                EncoderSettings.defaults(),
                CheckpointSettings.defaults(),
                KafkaTarget.defaults(),
                SendSettings.defaults());
    }

    /**
     * Reads a file like {@code configs/agent.yaml}; what it lacks keeps its default.
     *
     * @throws io.ovoscope.settings.SettingsException naming everything that is wrong, with its line
     */
    public static AgentSettings read(Path file) {
        return SettingsFile.read(file, defaults(), System.getenv());
    }

    public AgentSettings withRun(String name) {
        return new AgentSettings(
                name,
                overheadBudget,
                queueMaxSnapshots,
                closeTimeoutMillis,
                schedule,
                network,
                attach,
                sources,
                probeSet,
                encoder,
                checkpoints,
                kafka,
                send);
    }

    public AgentSettings withOverheadBudget(double share) {
        return new AgentSettings(
                run,
                share,
                queueMaxSnapshots,
                closeTimeoutMillis,
                schedule,
                network,
                attach,
                sources,
                probeSet,
                encoder,
                checkpoints,
                kafka,
                send);
    }

    public AgentSettings withQueueMaxSnapshots(int count) {
        return new AgentSettings(
                run,
                overheadBudget,
                count,
                closeTimeoutMillis,
                schedule,
                network,
                attach,
                sources,
                probeSet,
                encoder,
                checkpoints,
                kafka,
                send);
    }

    public AgentSettings withCloseTimeoutMillis(long millis) {
        return new AgentSettings(
                run,
                overheadBudget,
                queueMaxSnapshots,
                millis,
                schedule,
                network,
                attach,
                sources,
                probeSet,
                encoder,
                checkpoints,
                kafka,
                send);
    }

    public AgentSettings withSchedule(ScheduleSettings when) {
        return new AgentSettings(
                run,
                overheadBudget,
                queueMaxSnapshots,
                closeTimeoutMillis,
                when,
                network,
                attach,
                sources,
                probeSet,
                encoder,
                checkpoints,
                kafka,
                send);
    }

    public AgentSettings withNetwork(NetworkSettings what) {
        return new AgentSettings(
                run,
                overheadBudget,
                queueMaxSnapshots,
                closeTimeoutMillis,
                schedule,
                what,
                attach,
                sources,
                probeSet,
                encoder,
                checkpoints,
                kafka,
                send);
    }

    public AgentSettings withCheckpoints(CheckpointSettings which) {
        return new AgentSettings(
                run,
                overheadBudget,
                queueMaxSnapshots,
                closeTimeoutMillis,
                schedule,
                network,
                attach,
                sources,
                probeSet,
                encoder,
                which,
                kafka,
                send);
    }

    public AgentSettings withKafka(KafkaTarget target) {
        return new AgentSettings(
                run,
                overheadBudget,
                queueMaxSnapshots,
                closeTimeoutMillis,
                schedule,
                network,
                attach,
                sources,
                probeSet,
                encoder,
                checkpoints,
                target,
                send);
    }

    public AgentSettings withSend(SendSettings how) {
        return new AgentSettings(
                run,
                overheadBudget,
                queueMaxSnapshots,
                closeTimeoutMillis,
                schedule,
                network,
                attach,
                sources,
                probeSet,
                encoder,
                checkpoints,
                kafka,
                how);
    }

    public AgentSettings withAttach(AttachSettings which) {
        return new AgentSettings(
                run,
                overheadBudget,
                queueMaxSnapshots,
                closeTimeoutMillis,
                schedule,
                network,
                which,
                sources,
                probeSet,
                encoder,
                checkpoints,
                kafka,
                send);
    }

    public AgentSettings withSources(SourceSettings from) {
        return new AgentSettings(
                run,
                overheadBudget,
                queueMaxSnapshots,
                closeTimeoutMillis,
                schedule,
                network,
                attach,
                from,
                probeSet,
                encoder,
                checkpoints,
                kafka,
                send);
    }

    public AgentSettings withProbeSet(ProbeSetSettings how) {
        return new AgentSettings(
                run,
                overheadBudget,
                queueMaxSnapshots,
                closeTimeoutMillis,
                schedule,
                network,
                attach,
                sources,
                how,
                encoder,
                checkpoints,
                kafka,
                send);
    }

    public AgentSettings withEncoder(EncoderSettings how) {
        return new AgentSettings(
                run,
                overheadBudget,
                queueMaxSnapshots,
                closeTimeoutMillis,
                schedule,
                network,
                attach,
                sources,
                probeSet,
                how,
                checkpoints,
                kafka,
                send);
    }
}
