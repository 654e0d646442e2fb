package io.ovoscope.launcher;

import io.ovoscope.launcher.bench.stream.StreamBench;
import io.ovoscope.launcher.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        description = {
            "How fast snapshots go from an agent to a collector.",
            "They go through the embedded broker to a collector that only assembles, beside Kafka's plain producer and consumer"
                    + " with equal records. docs/benchmarks.md explains the figures."
        },
        footer = {
            "",
            "Examples:",
            "  ovoscope bench stream           all, about two minutes; needs 15 GiB of disk while it lasts",
            "  ovoscope bench stream --quick   smaller snapshots, three rounds"
        })
final class BenchStreamCommand implements Callable<Integer> {
    private static final int QUICK_ROUNDS = 3;
    private static final int QUICK_ROWS = 4_000;

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "7",
            description = "Snapshots, of which the median counts (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--layers",
            paramLabel = "N",
            defaultValue = "13",
            description = "Layers of a snapshot (default: ${DEFAULT-VALUE}).")
    private int layers;

    @Option(names = "--width", paramLabel = "N", defaultValue = "768", description = "Of each (default: 768).")
    private int width;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Of each, a multiple of 20 (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--quick", description = "4,000 rows and three rounds: rough.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there, as JSON.")
    private @Nullable Path json;

    @Override
    public Integer call() throws UserFacing {
        Terminal terminal = Terminal.detect();
        try {
            StreamBench.Request request = new StreamBench.Request(
                    quick ? Math.min(rounds, QUICK_ROUNDS) : rounds,
                    layers,
                    width,
                    quick ? Math.min(rows, QUICK_ROWS) : rows,
                    Optional.ofNullable(json));
            return new StreamBench(data.folder().create().path(), request, terminal, terminal.output()).run();
        } catch (IllegalArgumentException e) {
            throw UserFacing.usage(e);
        }
    }
}
