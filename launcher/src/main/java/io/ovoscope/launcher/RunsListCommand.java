package io.ovoscope.launcher;

import io.ovoscope.collector.topics.RunListing;
import io.ovoscope.collector.topics.RunSummary;
import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.RunManifest;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Prints the runs, the oldest first.")
final class RunsListCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Override
    public Integer call() throws UserFacing {
        return kafka.run(settings -> {
            try {
                print(RunListing.read(settings.kafka(), PATIENCE));
                return 0;
            } catch (TimeoutException e) {
                throw UserFacing.failure(settings.kafka() + ": " + e.getMessage());
            }
        });
    }

    private static void print(List<RunSummary> runs) {
        if (runs.isEmpty()) {
            System.out.println("There are no runs.");
            return;
        }
        Terminal terminal = Terminal.detect();
        Table table = Table.of(
                Column.name("run"),
                Column.right("started"),
                Column.right("attempt"),
                Column.right("snapshots"),
                Column.right("newest step"),
                Column.right("tasks"),
                Column.right("layers"),
                Column.right("points"),
                Column.left("model"));
        for (RunSummary run : runs) {
            table = table.with(row(run));
        }
        table.lines(terminal).forEach(terminal.output()::println);
        terminal.output().flush();
    }

    private static List<String> row(RunSummary run) {
        String newest =
                run.newestStep().isPresent() ? Long.toString(run.newestStep().getAsLong()) : "-";
        return run.manifest()
                .map(manifest -> row(run, manifest, newest))
                .orElseGet(() -> List.of(
                        run.run(), "-", "-", "" + run.steps(), newest, "-", "-", "" + run.points(), "(no manifest)"));
    }

    private static List<String> row(RunSummary run, RunManifest manifest, String newest) {
        return List.of(
                run.run(),
                manifest.isImported() ? "imported" : TIME.format(manifest.startedAt()),
                "" + manifest.attempt(),
                "" + run.steps(),
                newest,
                "" + manifest.tasks().size(),
                "" + manifest.layers().size(),
                "" + run.points(),
                manifest.model());
    }
}
