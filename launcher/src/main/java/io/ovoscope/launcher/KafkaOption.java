package io.ovoscope.launcher;

import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.launcher.broker.BrokerMain;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.process.ChildFailedException;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import io.ovoscope.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Kafka a command speaks to: that of a settings file, or the embedded one, started for as long as the command takes. */
final class KafkaOption {
    private static final Duration START = Duration.ofSeconds(90);

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings like configs/collector.yaml: use the Kafka and InfluxDB that they name, not the embedded broker.")
    private @Nullable Path config;

    @Option(
            names = "--collector",
            paramLabel = "FILE",
            description =
                    "Settings like configs/collector.yaml whose InfluxDB is meant, as in `demo --collector`; its broker is not used.")
    private @Nullable Path collector;

    /** Something to do with the runs of a Kafka. */
    interface Work {
        int on(CollectorSettings settings) throws UserFacing, InterruptedException, IOException;
    }

    /** The folder of the embedded broker; empty where a settings file names another. */
    Optional<DataFolder> embedded() {
        return config == null ? Optional.of(data.folder()) : Optional.empty();
    }

    int run(Work work) throws UserFacing {
        try {
            return config == null ? onEmbedded(work) : work.on(CollectorSettings.read(config, System.getenv()));
        } catch (SettingsException e) {
            throw UserFacing.usage(e);
        } catch (IOException | ChildFailedException | KafkaException e) {
            throw UserFacing.failure(e);
        } catch (InterruptedException e) {
            throw UserFacing.interrupted();
        }
    }

    private int onEmbedded(Work work) throws UserFacing, IOException, ChildFailedException, InterruptedException {
        DataFolder folder = data.folder().requireKept();
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            String bootstrap = children.start(BrokerMain.child(folder.broker(), BrokerSettings.DEFAULT), line -> {})
                    .awaitReady(START);
            CollectorSettings settings = collector == null
                    ? CollectorSettings.defaults()
                    : CollectorSettings.read(collector, System.getenv());
            return work.on(settings.withKafka(KafkaSettings.plain(bootstrap)));
        }
    }
}
