package io.ovoscope.launcher;

import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.topics.GroupProgress;
import io.ovoscope.launcher.findings.FailOn;
import io.ovoscope.launcher.findings.FindingKind;
import io.ovoscope.launcher.findings.FindingsJson;
import io.ovoscope.launcher.findings.FindingsReport;
import io.ovoscope.launcher.findings.StandingFindings;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.Topic;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "findings",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what was found in a run: regressions and broken data, then what came up and when.",
            "With --fail-on it ends with exit code 3 where something of that kind is open, so that a training pipeline can stop."
        },
        footer = {
            "",
            "Examples:",
            "  ovoscope findings --run demo",
            "  ovoscope findings --run demo --wait 60 --fail-on regression",
            "  ovoscope findings --run demo --kind regression --json"
        })
final class FindingsCommand implements Callable<Integer> {
    /** Something that the user wanted to stop on. */
    static final int FOUND = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Option(names = "--run", paramLabel = "RUN", required = true, description = "Name of the run.")
    private String run = "";

    @Option(names = "--json", description = "One JSON document instead of tables; see docs/findings.md.")
    private boolean json;

    @Option(
            names = "--kind",
            converter = KindConverter.class,
            paramLabel = "KIND",
            split = ",",
            description = "Print these kinds only: ${COMPLETION-CANDIDATES}.")
    private List<FindingKind> kinds = new ArrayList<>();

    @Option(
            names = "--task",
            paramLabel = "TASK",
            split = ",",
            description = "Look at these tasks only, and at broken data.")
    private List<String> tasks = new ArrayList<>();

    @Option(
            names = "--fail-on",
            converter = FailOnConverter.class,
            paramLabel = "WHAT",
            split = ",",
            description = "Exit code 3 where something of this kind is open: ${COMPLETION-CANDIDATES}.")
    private List<FailOn> failOn = new ArrayList<>();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Wait so long until all that is there has been watched; exit code 1 if it has not.")
    private int waitSeconds;

    @Override
    public Integer call() throws UserFacing {
        if (waitSeconds < 0) {
            throw UserFacing.usage("--wait " + waitSeconds + ": expecting 0 or more seconds");
        }
        return kafka.run(this::report);
    }

    private int report(CollectorSettings settings) throws UserFacing, InterruptedException {
        long lag = lag(settings);
        StandingFindings found = read(settings);
        StandingFindings looked = tasks.isEmpty() ? found : found.ofTasks(tasks);
        StandingFindings shown = kinds.isEmpty() ? looked : looked.ofKinds(kinds);
        Terminal terminal = Terminal.detect();
        PrintStream out = terminal.output();
        if (json) {
            System.out.println(FindingsJson.of(shown, lag));
        } else {
            FindingsReport.lines(shown, terminal).forEach(out::println);
            out.flush();
        }
        if (lag > 0) {
            System.err.println(
                    "Watching lags: " + lag + " records of " + settings.kafka().name(Topic.CURVES)
                            + " have not been looked at, of this run or others; a collector that runs there does so.");
        }
        return failOn.stream().anyMatch(kind -> !kind.open(looked).isEmpty()) ? FOUND : 0;
    }

    private long lag(CollectorSettings settings) throws UserFacing, InterruptedException {
        try (GroupProgress progress = new GroupProgress(settings.kafka())) {
            if (waitSeconds > 0 && !progress.await("watch", List.of(Topic.CURVES), Duration.ofSeconds(waitSeconds))) {
                throw UserFacing.failure("watching lags: " + progress.lag("watch", List.of(Topic.CURVES))
                        + " records of " + settings.kafka().name(Topic.CURVES) + " have not been looked at after "
                        + waitSeconds + " s");
            }
            return progress.lag("watch", List.of(Topic.CURVES));
        }
    }

    private StandingFindings read(CollectorSettings settings) throws UserFacing, InterruptedException {
        try {
            StandingFindings found =
                    StandingFindings.read(settings.kafka(), run, PATIENCE).orElseThrow(() -> UserFacing.noSuchRun(run));
            List<String> known =
                    found.run().tasks().stream().map(TaskInfo::name).toList();
            List<String> unknown =
                    tasks.stream().filter(task -> !known.contains(task)).toList();
            if (!unknown.isEmpty()) {
                throw UserFacing.failure("run '" + run + "' has no task " + String.join(", ", unknown) + ": it has "
                        + String.join(", ", known));
            }
            return found;
        } catch (TimeoutException e) {
            throw UserFacing.failure(settings.kafka() + ": " + e.getMessage());
        }
    }

    /** Knows the names that are shown, and no others: an enum's own would be offered beside them. */
    static final class KindConverter implements ITypeConverter<FindingKind> {
        @Override
        public FindingKind convert(String value) {
            try {
                return FindingKind.named(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Likewise. */
    static final class FailOnConverter implements ITypeConverter<FailOn> {
        @Override
        public FailOn convert(String value) {
            try {
                return FailOn.named(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
