package io.ovoscope.launcher.bench.findings;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ovoscope.launcher.DataFolder;
import io.ovoscope.launcher.UserFacing;
import io.ovoscope.launcher.bench.BenchEvent;
import io.ovoscope.launcher.bench.KeptData;
import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.ChildFailedException;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import io.ovoscope.launcher.terminal.Display;
import io.ovoscope.launcher.terminal.Progress;
import io.ovoscope.launcher.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/** `ovoscope bench findings` from beginning to end. */
public final class FindingsBench {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final DataFolder data;
    private final Request request;
    private final Terminal terminal;
    private final PrintStream out;

    /**
     * What the user asked for.
     *
     * @param snapshots of flat runs
     * @param runs of every planted case
     * @param plateaus real runs that are resampled, at most
     * @param json where all figures are written
     */
    public record Request(int snapshots, int runs, int plateaus, int threads, long seed, Optional<Path> json) {
        public Request {
            if (snapshots < 1 || runs < 1 || plateaus < 0 || threads < 1) {
                throw new IllegalArgumentException("snapshots " + snapshots + ", runs " + runs + ", threads " + threads
                        + ", plateaus " + plateaus + ": expecting each above 0, plateaus 0 or more");
            }
        }
    }

    public FindingsBench(DataFolder data, Request request, Terminal terminal, PrintStream out) {
        this.data = data;
        this.request = request;
        this.terminal = terminal;
        this.out = out;
    }

    /** Measures and prints; 0 whether or not targets are met. */
    public int run() throws UserFacing {
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            Path scratch = Files.createTempDirectory("ovoscope-bench-findings");
            try {
                finish(measure(children, plateaus(children, scratch), scratch));
            } finally {
                Files.deleteIfExists(scratch.resolve("plateaus.json"));
                Files.deleteIfExists(scratch.resolve("result.json"));
                Files.deleteIfExists(scratch.resolve("bench-findings.log"));
                Files.deleteIfExists(scratch);
            }
            return 0;
        } catch (ChildFailedException | KafkaException | TimeoutException e) {
            throw UserFacing.failure(e);
        } catch (IOException e) {
            throw UserFacing.failure("the benchmark cannot go on: " + e);
        } catch (InterruptedException e) {
            throw UserFacing.interrupted();
        }
    }

    /** The file of plateaus; empty without any. */
    private String plateaus(Children children, Path scratch)
            throws UserFacing, IOException, ChildFailedException, InterruptedException, TimeoutException {
        if (request.plateaus() == 0) {
            return "";
        }
        if (!Files.isDirectory(data.broker())) {
            say("No runs are kept in " + data.path() + ": simulated runs only (`ovoscope demo` makes a real one).");
            return "";
        }
        List<RealPlateau> plateaus =
                new KeptData(children, data).with(kafka -> KeptPlateaus.read(kafka, request.plateaus()));
        say(String.format(
                Locale.ROOT,
                "%d of %d real plateaus in %s%s",
                plateaus.size(),
                request.plateaus(),
                data.path(),
                plateaus.size() < request.plateaus() ? " (each `ovoscope demo --seed N` makes one)." : "."));
        plateaus.forEach(plateau -> say(described(plateau)));
        Path file = scratch.resolve("plateaus.json");
        PlateauFile.write(plateaus, file);
        return file.toString();
    }

    private static String described(RealPlateau plateau) {
        return String.format(
                Locale.ROOT,
                "%s: %d curves, between two snapshots %.3f of items change (median), design effect %.2f (median)",
                plateau.run(),
                plateau.curves().size(),
                median(plateau.curves().stream()
                        .mapToDouble(RealPlateau::discordance)
                        .toArray()),
                median(plateau.curves().stream()
                        .mapToDouble(RealPlateau::designEffect)
                        .toArray()));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private FindingsResult measure(Children children, String plateaus, Path scratch)
            throws IOException, ChildFailedException, InterruptedException {
        Path result = scratch.resolve("result.json");
        FindingsMain.Order order = new FindingsMain.Order(
                request.snapshots(), request.runs(), request.threads(), request.seed(), plateaus, result.toString());
        try (Display display = Display.on(out, terminal, Clock.systemUTC())) {
            Child child = children.start(
                    FindingsMain.child(order, scratch.resolve("bench-findings.log")), line -> hear(display, line));
            children.awaitExit(child);
        }
        return MAPPER.readValue(result.toFile(), FindingsResult.class);
    }

    private static void hear(Display display, String line) {
        if (BenchEvent.isOne(line) && BenchEvent.parse(line) instanceof BenchEvent.Working working) {
            display.show(new Progress(
                    working.title(),
                    working.done(),
                    working.total(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    seconds(working.secondsTaken()),
                    Optional.of(seconds(working.secondsLeft())),
                    List.of(),
                    List.of()));
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private void finish(FindingsResult result) throws IOException {
        FindingsReport report = new FindingsReport(result);
        report.lines(terminal).forEach(this::say);
        say("");
        report.targets().forEach(this::say);
        if (request.json().isPresent()) {
            MAPPER.writerWithDefaultPrettyPrinter()
                    .writeValue(request.json().get().toFile(), result);
            say("All figures: " + request.json().get());
        }
        say(report.lastLine());
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}
