package io.ovoscope.launcher;

import io.ovoscope.launcher.bench.findings.FindingsBench;
import io.ovoscope.launcher.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "findings",
        mixinStandardHelpOptions = true,
        description = {
            "How far findings can be trusted.",
            "Measured on simulated runs whose truth is known, and on plateaus of the demo runs that the data folder keeps."
                    + " docs/benchmarks.md explains the figures."
        },
        footer = {
            "",
            "Examples:",
            "  ovoscope bench findings                          all",
            "  ovoscope bench findings --snapshots 1200 --runs 20   rough, in about a minute"
        })
final class BenchFindingsCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--snapshots",
            paramLabel = "N",
            defaultValue = "6000",
            description =
                    "Snapshots of runs in which nothing happens, simulated and for each real plateau (default: ${DEFAULT-VALUE}).")
    private int snapshots;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "100",
            description = "Runs of every case that is planted (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--plateaus",
            paramLabel = "N",
            defaultValue = "3",
            description = "Real runs whose plateaus are resampled, the newest (default: ${DEFAULT-VALUE}).")
    private int plateaus;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Runs watched side by side (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the simulation (default: 1).")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there, as JSON.")
    private @Nullable Path json;

    @Override
    public Integer call() throws UserFacing {
        Terminal terminal = Terminal.detect();
        try {
            FindingsBench.Request request =
                    new FindingsBench.Request(snapshots, runs, plateaus, threads, seed, Optional.ofNullable(json));
            return new FindingsBench(data.folder(), request, terminal, terminal.output()).run();
        } catch (IllegalArgumentException e) {
            throw UserFacing.usage(e);
        }
    }
}
