package io.ovoscope.launcher;

import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.launcher.exchange.RunExport;
import io.ovoscope.launcher.exchange.RunRecords;
import io.ovoscope.launcher.exchange.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a run's curves as a file that `import` reads, or as InfluxDB's line protocol.")
final class ExportCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Option(names = "--run", paramLabel = "RUN", required = true, description = "Name of the run.")
    private String run = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private RunExport format = RunExport.CSV;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to, complete or not at all (default: standard output).")
    private @Nullable Path out;

    @Override
    public Integer call() throws UserFacing {
        return kafka.run(this::export);
    }

    private int export(CollectorSettings settings) throws UserFacing, InterruptedException, IOException {
        try {
            RunRecords records = RunRecords.read(settings.kafka(), run, PATIENCE);
            if (records.manifest().isEmpty()) {
                throw UserFacing.noSuchRun(run);
            }
            byte[] bytes = format.bytes(records);
            if (out == null) {
                System.out.write(bytes);
                System.out.flush();
            } else {
                WholeFile.write(out, bytes);
            }
            return 0;
        } catch (TimeoutException e) {
            throw UserFacing.failure(settings.kafka() + ": " + e.getMessage());
        }
    }
}
