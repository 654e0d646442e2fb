package io.ovoscope.launcher.bench.agent;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.UserFacing;
import io.ovoscope.launcher.bench.ScratchFolder;
import io.ovoscope.launcher.bench.WorkingLines;
import io.ovoscope.launcher.broker.BrokerMain;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.ChildFailedException;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import io.ovoscope.launcher.terminal.Display;
import io.ovoscope.launcher.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/** `ovoscope bench agent` from beginning to end: a broker, a process that trains for each network, and one for each memory figure. */
public final class AgentBench {
    private static final Duration START = Duration.ofSeconds(90);
    private static final List<Side> MEMORY = List.of(Side.BARE, Side.AGENT_50, Side.STATS_50, Side.CHECKPOINT_50);

    private final Path scratchParent;
    private final Request request;
    private final Terminal terminal;
    private final PrintStream out;

    /**
     * What the user asked for.
     *
     * @param rounds of every side
     * @param threads of matrix products, {@code OMP_NUM_THREADS}
     * @param sizes 1 for a million parameters, 25 for 25 million
     * @param onlyBudget whether the sides that the last line does not need are left out
     * @param memory whether memory is measured too
     * @param json where all figures are written
     */
    public record Request(
            int rounds, int threads, List<Integer> sizes, boolean onlyBudget, boolean memory, Optional<Path> json) {
        public Request {
            sizes = List.copyOf(sizes);
            if (rounds < 1 || threads < 1) {
                throw new IllegalArgumentException(
                        "rounds " + rounds + ", threads " + threads + ": expecting each above 0");
            }
            if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size != 1 && size != 25)) {
                throw new IllegalArgumentException("sizes " + sizes + ": expecting 1, 25 or both");
            }
        }

        private List<Side> contenders() {
            return onlyBudget ? List.of(Side.BARE, Side.COPY, Side.AGENT_BUDGET) : List.of(Side.values());
        }
    }

    /** @param scratchParent folder that is there, for the broker's data and checkpoints while it lasts */
    public AgentBench(Path scratchParent, Request request, Terminal terminal, PrintStream out) {
        this.scratchParent = scratchParent;
        this.request = request;
        this.terminal = terminal;
        this.out = out;
    }

    /** Measures and prints; 0 whether or not targets are met. */
    public int run() throws UserFacing {
        try (ScratchFolder scratch = ScratchFolder.in(scratchParent);
                Children children = Children.supervise(EndingLimits.DEFAULT)) {
            Child broker =
                    children.start(BrokerMain.child(scratch.path().resolve("broker"), BrokerSettings.DEFAULT), l -> {});
            String bootstrap = broker.awaitReady(START);
            TopicAdmin.ensure(KafkaSettings.plain(bootstrap), TopicSizes.defaults());
            say(introduction());
            List<AgentReport> reports = new ArrayList<>();
            List<Measured> all = new ArrayList<>();
            for (Size size : sizes()) {
                Measured measured = measure(children, scratch.path(), bootstrap, size, request.contenders(), false);
                List<Measured> memory = memory(children, scratch.path(), bootstrap, size);
                all.add(measured);
                all.addAll(memory);
                AgentReport report = new AgentReport(measured, memory);
                report.lines(terminal).forEach(this::say);
                reports.add(report);
            }
            finish(reports, all);
            return 0;
        } catch (ChildFailedException | KafkaException e) {
            throw UserFacing.failure(e);
        } catch (IOException e) {
            throw UserFacing.failure("the benchmark cannot go on: " + e);
        } catch (InterruptedException e) {
            throw UserFacing.interrupted();
        }
    }

    private List<Size> sizes() {
        return Stream.of(Size.values())
                .filter(size -> request.sizes().contains(size == Size.SMALL ? 1 : 25))
                .toList();
    }

    private String introduction() {
        return String.format(
                Locale.ROOT,
                "%d cores, %d of them for each matrix product; %d rounds; snapshots of %,d tokens to a broker in a process beside.",
                Runtime.getRuntime().availableProcessors(),
                request.threads(),
                request.rounds(),
                MadeProbes.TOKENS);
    }

    private List<Measured> memory(Children children, Path scratch, String bootstrap, Size size)
            throws IOException, ChildFailedException, InterruptedException {
        List<Measured> measured = new ArrayList<>();
        for (Side side : request.memory() ? MEMORY : List.<Side>of()) {
            measured.add(measure(children, scratch, bootstrap, size, List.of(side), true));
        }
        return measured;
    }

    private Measured measure(
            Children children, Path scratch, String bootstrap, Size size, List<Side> sides, boolean once)
            throws IOException, ChildFailedException, InterruptedException {
        Path result = scratch.resolve("measured.json");
        Order order =
                new Order(size, once ? 1 : request.rounds(), sides, bootstrap, scratch.toString(), result.toString());
        try (Display display = Display.on(out, terminal, Clock.systemUTC())) {
            Child child = children.start(
                    AgentBenchMain.child(order, request.threads(), once, scratch.resolve("bench-agent.log")),
                    new WorkingLines(display));
            children.awaitExit(child);
        }
        return Order.MAPPER.readValue(result.toFile(), Measured.class);
    }

    private void finish(List<AgentReport> reports, List<Measured> all) throws IOException {
        if (request.json().isPresent()) {
            Order.MAPPER
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(request.json().get().toFile(), all);
            say("All figures: " + request.json().get());
        }
        say("");
        say(AgentReport.lastLine(reports));
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}
