package io.ovoscope.launcher;

import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.launcher.exchange.CurveFile;
import io.ovoscope.launcher.exchange.CurveFileException;
import io.ovoscope.launcher.exchange.ImportWatch;
import io.ovoscope.launcher.exchange.ImportedRun;
import io.ovoscope.launcher.exchange.RunImport;
import io.ovoscope.launcher.exchange.RunRecords;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.WireFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Brings in curves made elsewhere, as a run beside those that were watched, and looks for findings in them.",
            "The file has a header and columns task, step, accuracy, and others if you like: docs/import-export.md."
        },
        footer = {
            "",
            "Example:",
            "  ovoscope import docs/examples/roberta-liu2021.csv --run roberta",
            "  ovoscope findings --run roberta"
        })
final class ImportCommand implements Callable<Integer> {
    private static final Duration READ = Duration.ofSeconds(60);
    private static final Duration WATCH = Duration.ofMinutes(2);

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Parameters(paramLabel = "FILE.csv", description = "The curves.")
    private Path file = Path.of("curves.csv");

    @Option(names = "--run", paramLabel = "RUN", required = true, description = "Name of the run.")
    private String run = "";

    @Option(
            names = "--model",
            paramLabel = "TEXT",
            description = "What to call the model where runs are listed (default: the file's name).")
    private @Nullable String model;

    @Override
    public Integer call() throws UserFacing {
        ImportedRun imported = imported();
        return kafka.runOrBegin(settings -> bring(imported, settings));
    }

    /** Read before anything is started, so that nothing is imported from a file with a mistake. */
    private ImportedRun imported() throws UserFacing {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw UserFacing.usage(file + ": there is no such file, or it cannot be read");
        }
        try {
            String name = model == null ? "imported from " + file.getFileName() : model;
            return ImportedRun.of(run, name, CurveFile.read(file));
        } catch (CurveFileException | IOException e) {
            throw UserFacing.failure(e);
        } catch (WireFormatException e) {
            throw UserFacing.usage("--run: " + e.getMessage());
        }
    }

    private int bring(ImportedRun imported, CollectorSettings settings)
            throws UserFacing, InterruptedException, IOException {
        TopicAdmin.ensure(settings.kafka(), settings.topics());
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(settings.kafka().producer("ovoscope-import"))) {
            RunRecords there = RunRecords.read(settings.kafka(), run, READ);
            RunImport.Written written = new RunImport(settings.kafka(), producer).bring(imported, there);
            say(imported.manifest(), written);
            if (!kafka.isEmbedded()) {
                System.out.println("A collector on " + settings.kafka() + " looks for findings in it.");
                return 0;
            }
            if (!ImportWatch.over(imported, settings, WATCH)) {
                throw UserFacing.failure("the run is there, but has not been looked at after " + WATCH.toSeconds()
                        + " s: repeat the import, or see the warnings above");
            }
            System.out.println("See: ovoscope findings --run " + run + ", ovoscope view");
            return 0;
        } catch (RunImport.RefusedException e) {
            throw UserFacing.failure(e);
        } catch (TimeoutException e) {
            throw UserFacing.failure(settings.kafka() + ": " + e.getMessage());
        }
    }

    private void say(RunManifest manifest, RunImport.Written written) {
        System.out.println(
                written.isNothing()
                        ? "Run " + run + " is there already, and says the same: nothing is changed."
                        : "Run " + run + ": " + written.points() + " points written, of "
                                + number(manifest.tasks().size(), "task") + " in "
                                + number(manifest.layers().size(), "layer") + ".");
    }

    private static String number(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
