package io.ovoscope.launcher;

import io.ovoscope.launcher.bench.ProbeBench;
import io.ovoscope.launcher.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "probes",
        mixinStandardHelpOptions = true,
        description = {
            "How fast probes are trained, beside scikit-learn's.",
            "LogisticRegression on the activations that the newest demo run kept. Needs a run of `ovoscope demo`, and python3 with scikit-learn (Debian: python3-sklearn). docs/benchmarks.md explains the figures."
        },
        footer = {
            "",
            "Examples:",
            "  ovoscope bench probes                     all, about 15 minutes",
            "  ovoscope bench probes --no-wide --memory= the demo's snapshot alone"
        })
final class BenchProbesCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Turns of each side, of which the median counts (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads of either side (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "Comparing begins no further round beyond this (default: ${DEFAULT-VALUE}). Each case has one round at least.")
    private double minutes;

    @Option(
            names = "--min-rows",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Refuse a run with fewer labelled words (default: ${DEFAULT-VALUE}).")
    private int minRows;

    @Option(names = "--tasks", paramLabel = "NAME", split = ",", description = "Only these tasks of the demo's run.")
    private List<String> tasks = List.of();

    @Option(
            names = "--no-wide",
            negatable = false,
            description = "Without the 768-wide case, for which a run of its own is made the first time.")
    private boolean noWide;

    @Option(
            names = "--treebank",
            paramLabel = "FILE|DIR",
            description = "Text of the 768-wide run, where the demo's was a treebank (default: WordNet).")
    private @Nullable Path treebank;

    @Option(
            names = "--memory",
            paramLabel = "ROWS",
            split = ",",
            arity = "0..1",
            description =
                    "Sizes of the layers whose time and memory is measured (default: 10000,30000,100000); empty for none.")
    private List<String> memory = List.of("10000", "30000", "100000");

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there, as JSON.")
    private @Nullable Path json;

    @Override
    public Integer call() throws UserFacing {
        Terminal terminal = Terminal.detect();
        return new ProbeBench(data.folder(), request(), terminal, terminal.output()).run();
    }

    private ProbeBench.Request request() throws UserFacing {
        try {
            return new ProbeBench.Request(
                    minRows,
                    rounds,
                    threads,
                    minutes,
                    Set.copyOf(tasks),
                    !noWide,
                    treebank == null ? "" : treebank.toAbsolutePath().toString(),
                    memory.stream()
                            .filter(size -> !size.isEmpty())
                            .map(Integer::valueOf)
                            .toList(),
                    Optional.ofNullable(json));
        } catch (NumberFormatException e) {
            throw UserFacing.usage("--memory " + String.join(",", memory) + ": expecting numbers of rows");
        } catch (IllegalArgumentException e) {
            throw UserFacing.usage(e);
        }
    }
}
