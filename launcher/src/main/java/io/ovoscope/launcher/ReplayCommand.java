package io.ovoscope.launcher;

import io.ovoscope.agent.replay.SavedAt;
import io.ovoscope.launcher.replay.ReplayOrder;
import io.ovoscope.launcher.replay.ReplaySession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the probe set through checkpoints that exist, ours or those of DL4J's CheckpointListener, without training again.",
            "Their points join the curves of the run that is there, or make a new one. docs/replay.md explains it."
        },
        footer = {
            "",
            "Examples:",
            "  ovoscope replay --checkpoints .ovoscope/checkpoints/demo-1 --dry-run",
            "                                     what is there and what would be done",
            "  ovoscope replay --checkpoints .ovoscope/checkpoints/demo-1",
            "                                     all steps that the demo's run lacks",
            "  ovoscope replay --checkpoints .ovoscope/checkpoints/demo-1 --bisect",
            "                                     as few as narrow its findings down",
            "  ovoscope replay --checkpoints saved/ --run r7 --settings replay.yaml --config collector.yaml",
            "                                     a training of your own, on your own Kafka"
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--checkpoints", paramLabel = "DIR", required = true, description = "Folder of the checkpoints.")
    private Path checkpoints = Path.of("");

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description = "The run that they join, or that is made of them (default: the one that they name).")
    private String run = "";

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "Settings like configs/replay.yaml: probe set, vocabulary, layers (default: of a demo's run, the demo's).")
    private @Nullable Path settings;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings like configs/collector.yaml: use the Kafka that they name, where a collector is running, not the embedded broker.")
    private @Nullable Path config;

    @Option(
            names = "--collector",
            paramLabel = "FILE",
            description =
                    "Settings like configs/collector.yaml for the collector beside the embedded broker; its broker is not used.")
    private @Nullable Path collector;

    @Option(names = "--steps", paramLabel = "STEP", split = ",", description = "Only the checkpoints of these steps.")
    private List<Long> steps = List.of();

    @Option(names = "--replace", description = "Also steps that the run has: their points are replaced.")
    private boolean replace;

    @Option(
            names = "--saved-at",
            paramLabel = "WHEN",
            description = "When DL4J's listener saved: ${COMPLETION-CANDIDATES} (default: what its list looks like).")
    private @Nullable SavedAt savedAt;

    @Option(names = "--dry-run", description = "Only list what is there and what would be replayed.")
    private boolean dryRun;

    @Option(
            names = "--bisect",
            description =
                    "Halve the intervals of findings until no checkpoint lies inside: t50 of each task's best layer, and open regressions.")
    private boolean bisect;

    @Option(names = "--finding", paramLabel = "ID", description = "With --bisect: this finding.")
    private String finding = "";

    @Option(names = "--task", paramLabel = "NAME", description = "With --bisect: findings of this task.")
    private String task = "";

    @Option(names = "--layer", paramLabel = "N", description = "With --bisect: findings of this layer.")
    private @Nullable Integer layer;

    @Override
    public Integer call() throws UserFacing {
        requireSense();
        if (config != null) {
            new ReplaySession(data.folder(), Optional.empty()).onOtherKafka(order(""));
        } else {
            DataFolder folder = data.folder().requireKept();
            new ReplaySession(folder, Optional.ofNullable(collector)).onEmbedded(this::order);
        }
        return 0;
    }

    private void requireSense() throws UserFacing {
        List<String> problems = new ArrayList<>();
        if (!Files.isDirectory(checkpoints)) {
            problems.add("--checkpoints " + checkpoints + ": there is no such folder");
        }
        requireReadable("--settings", settings, problems);
        requireReadable("--config", config, problems);
        requireReadable("--collector", collector, problems);
        if (!bisect && (!finding.isEmpty() || !task.isEmpty() || layer != null)) {
            problems.add("--finding, --task and --layer choose what --bisect narrows: expecting --bisect");
        }
        if (bisect && replace) {
            problems.add("--bisect with --replace: a bisection looks at steps that the run lacks");
        }
        if (!problems.isEmpty()) {
            throw UserFacing.usage(String.join("\n", problems));
        }
    }

    private static void requireReadable(String option, @Nullable Path path, List<String> problems) {
        if (path != null && !Files.isReadable(path)) {
            problems.add(option + " " + path + ": there is no such file, or it cannot be read");
        }
    }

    private ReplayOrder order(String bootstrapServers) {
        return new ReplayOrder(
                bootstrapServers,
                text(config),
                text(checkpoints),
                run,
                text(settings),
                config == null ? data.folder().demos().toString() : "",
                savedAt,
                steps,
                replace,
                dryRun,
                bisect ? new ReplayOrder.Targets(finding, task, layer) : null);
    }

    private static String text(@Nullable Path path) {
        return path == null ? "" : path.toAbsolutePath().normalize().toString();
    }
}
