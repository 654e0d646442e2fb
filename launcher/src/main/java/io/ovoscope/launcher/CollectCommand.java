package io.ovoscope.launcher;

import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "collect",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the collector against a Kafka of your own: trains the probes, closes steps, writes to InfluxDB, serves the page.",
            "Any number of copies share the work; each page shows everything. Ends on Ctrl-C or SIGTERM."
        },
        footer = {"", "Example:", "  ovoscope collect --config configs/collector.yaml"})
final class CollectCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "Settings like configs/collector.yaml, where every key is explained.")
    private Path config = Path.of("configs/collector.yaml");

    @Override
    public Integer call() throws UserFacing {
        if (!Files.isReadable(config)) {
            throw UserFacing.usage("--config " + config + ": there is no such file, or it cannot be read");
        }
        try {
            CollectorSettings settings = CollectorSettings.read(config, System.getenv());
            System.out.println("Connecting to " + settings.kafka() + " ...");
            RunningCollector collector = RunningCollector.start(settings);
            System.out.println("Collecting. The page is at " + collector.page());
            collector.awaitEnd();
            return 0;
        } catch (SettingsException e) {
            throw UserFacing.usage(e);
        }
    }
}
