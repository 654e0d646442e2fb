package io.ovoscope.launcher.bench;

import io.ovoscope.collector.probe.FeatureSpace;
import io.ovoscope.launcher.DataFolder;
import io.ovoscope.launcher.UserFacing;
import io.ovoscope.launcher.bench.BenchMain.Order;
import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.ChildFailedException;
import io.ovoscope.launcher.process.ChildJvm;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import io.ovoscope.launcher.terminal.Display;
import io.ovoscope.launcher.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/** `ovoscope bench probes` from beginning to end: read what a run kept, measure, print. */
public final class ProbeBench {
    private static final double SECONDS_PER_MINUTE = 60;
    /** Of the time: the demo's snapshot standardised and whitened, and the wide one likewise. */
    private static final double[] SHARES = {0.3, 0.15, 0.35, 0.2};

    private final DataFolder data;
    private final Request request;
    private final Terminal terminal;
    private final PrintStream out;

    /**
     * What the user asked for.
     *
     * @param minRows labelled words below which a run is refused
     * @param rounds at most
     * @param threads of either side
     * @param minutes that comparing may take, more or less
     * @param tasks those that are wanted; empty for all
     * @param wide whether the 768-wide case is measured
     * @param treebank text of the 768-wide run; empty for WordNet
     * @param memoryRows sizes of the memory table; empty for none
     * @param json where all figures are written
     */
    public record Request(
            int minRows,
            int rounds,
            int threads,
            double minutes,
            Set<String> tasks,
            boolean wide,
            String treebank,
            List<Integer> memoryRows,
            Optional<Path> json) {
        public Request {
            tasks = Set.copyOf(tasks);
            memoryRows = List.copyOf(memoryRows);
            if (minRows < 1 || rounds < 1 || threads < 1 || !(minutes > 0)) {
                throw new IllegalArgumentException("minRows " + minRows + ", rounds " + rounds + ", threads " + threads
                        + ", minutes " + minutes + ": expecting each above 0");
            }
        }
    }

    /** @param out where progress and figures are printed, as the terminal can show them */
    public ProbeBench(DataFolder data, Request request, Terminal terminal, PrintStream out) {
        this.data = data;
        this.request = request;
        this.terminal = terminal;
        this.out = out;
    }

    /** Measures and prints; 0 whether or not targets are met. */
    public int run() throws UserFacing {
        data.requireKept();
        try (Children children = Children.supervise(EndingLimits.DEFAULT);
                ScratchFolder scratch = ScratchFolder.in(data.path())) {
            SklearnPython python = SklearnPython.find();
            List<Path> cases = extract(children, scratch.path());
            BenchFigures figures = compare(children, python, cases, scratch.path());
            figures = remember(children, cases.get(cases.size() - 1), figures);
            finish(figures);
            return 0;
        } catch (ChildFailedException | KafkaException | TimeoutException e) {
            throw UserFacing.failure(e);
        } catch (IOException e) {
            throw UserFacing.failure("the benchmark cannot go on: " + e);
        } catch (InterruptedException e) {
            throw UserFacing.interrupted();
        }
    }

    /** Folders of the cases' files: the demo's snapshot, and the wide one. */
    private List<Path> extract(Children children, Path scratch)
            throws UserFacing, IOException, ChildFailedException, InterruptedException, TimeoutException {
        say("Reading what the newest run in " + data.path() + " kept ...");
        List<Path> folders = new ArrayList<>(List.of(scratch.resolve("demo")));
        bound(
                new KeptData(children, data)
                        .extract("demo", folders.get(0), request.minRows(), (set, task) -> wanted(task)),
                folders.get(0));
        if (request.wide()) {
            WideRun wide = new WideRun(children, WideRun.folder(data), request.treebank(), terminal, out);
            folders.add(scratch.resolve("wide"));
            wide.extract(folders.get(1), request.minRows());
        }
        return folders;
    }

    /** Tasks that are asked for by name are measured, however long they take. */
    private void bound(BenchCase demo, Path folder) throws IOException {
        if (request.tasks().isEmpty()) {
            TimeBound.Bounded bounded = new TimeBound(SHARES[0] * request.minutes() * SECONDS_PER_MINUTE).bound(demo);
            bounded.kept().write(folder);
            if (!bounded.leftOut().isEmpty()) {
                say("Left out, because scikit-learn would take too long for " + request.minutes() + " minutes: "
                        + String.join(", ", bounded.leftOut())
                        + " (ask for them with --tasks, or for more --minutes).");
            }
        }
    }

    private boolean wanted(String task) {
        return request.tasks().isEmpty() || request.tasks().contains(task);
    }

    private BenchFigures compare(Children children, SklearnPython python, List<Path> folders, Path scratch)
            throws IOException, ChildFailedException, InterruptedException {
        List<Order.Case> cases = new ArrayList<>();
        for (Path folder : folders) {
            for (FeatureSpace space : List.of(FeatureSpace.STANDARDISED, FeatureSpace.WHITENED)) {
                double seconds = SHARES[cases.size()] * request.minutes() * SECONDS_PER_MINUTE;
                cases.add(new Order.Case(folder.toString(), space, seconds));
            }
        }
        Order order = new Order(python.binary(), request.threads(), request.rounds(), scratch.toString(), cases);
        say(String.format(
                Locale.ROOT,
                "Comparing with %s: %d cases, at most %d rounds each, about %.0f minutes at most.",
                python.binary(),
                cases.size(),
                request.rounds(),
                request.minutes()));
        return measure(children, BenchMain.child(order, data.log("bench")), BenchFigures.none());
    }

    private BenchFigures remember(Children children, Path folder, BenchFigures figures)
            throws IOException, ChildFailedException, InterruptedException {
        BenchFigures all = figures;
        for (int rows : request.memoryRows()) {
            all = measure(children, MemoryMain.child(folder, rows, data.log("bench-memory")), all);
        }
        return all;
    }

    private BenchFigures measure(Children children, ChildJvm jvm, BenchFigures before)
            throws IOException, ChildFailedException, InterruptedException {
        try (Display display = Display.on(out, terminal, Clock.systemUTC())) {
            MeasuringScreen screen = new MeasuringScreen(display, terminal, before);
            Child child = children.start(jvm, screen::hear);
            children.awaitExit(child);
            return screen.figures();
        }
    }

    private void finish(BenchFigures figures) throws IOException {
        if (!figures.memory().isEmpty()) {
            new MemoryReport(figures.memory()).lines(terminal).forEach(this::say);
        }
        say("");
        figures.cases().forEach(result -> say(new CaseReport(result).shortLine()));
        say("");
        for (CaseResult result : figures.cases()) {
            if (result.name().equals("demo")) {
                new CaseReport(result).targets().forEach(this::say);
            }
        }
        if (request.json().isPresent()) {
            figures.write(request.json().get());
            say("All figures: " + request.json().get());
        }
        say(new CaseReport(figures.cases().get(0)).lastLine());
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}
