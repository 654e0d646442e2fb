package io.ovoscope.launcher;

import io.ovoscope.launcher.bench.agent.AgentBench;
import io.ovoscope.launcher.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        description = {
            "What the agent costs the training it watches.",
            "The same network is trained bare, with the agent, and with DL4J's own listeners, in turns."
                    + " docs/benchmarks.md explains the figures."
        },
        footer = {
            "",
            "Examples:",
            "  ovoscope bench agent           all, about 50 minutes on two cores",
            "  ovoscope bench agent --quick   1M parameters alone, three rounds, about three minutes"
        })
final class BenchAgentCommand implements Callable<Integer> {
    private static final int QUICK_ROUNDS = 3;

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "Turns of each side; in each the agent takes one snapshot within its budget (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads of each matrix product, OMP_NUM_THREADS (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--sizes",
            paramLabel = "N",
            split = ",",
            description = "Networks: 1 for a million parameters, 25 for 25 million (default: 1,25).")
    private List<Integer> sizes = List.of(1, 25);

    @Option(names = "--only-budget", description = "Without the other frequencies and DL4J's listeners.")
    private boolean onlyBudget;

    @Option(names = "--no-memory", description = "Without the processes that measure memory.")
    private boolean noMemory;

    @Option(names = "--quick", description = "1M parameters and three rounds: rough.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there, as JSON.")
    private @Nullable Path json;

    @Override
    public Integer call() throws UserFacing {
        Terminal terminal = Terminal.detect();
        try {
            AgentBench.Request request = new AgentBench.Request(
                    quick ? Math.min(rounds, QUICK_ROUNDS) : rounds,
                    threads,
                    quick ? List.of(1) : sizes,
                    onlyBudget,
                    !noMemory,
                    Optional.ofNullable(json));
            return new AgentBench(data.folder().create().path(), request, terminal, terminal.output()).run();
        } catch (IllegalArgumentException e) {
            throw UserFacing.usage(e);
        }
    }
}
