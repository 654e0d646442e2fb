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
                    "Settings like configs/collector.yaml, as in `demo --collector`, for the InfluxDB that a command writes or deletes in; the broker they name is not used.")
    private @Nullable Path collector;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Use the Kafka there, with everything else at its default, not the embedded broker.")
    private @Nullable String bootstrapServers;

    /** Something to do with the runs of a Kafka. */
    interface Work {
        int on(CollectorSettings settings) throws UserFacing, InterruptedException, IOException;
    }

    /** The folder of the embedded broker; empty where a settings file names another. */
    Optional<DataFolder> embedded() {
        return isEmbedded() ? Optional.of(data.folder()) : Optional.empty();
    }

    /** Does it; an embedded broker is that of a folder which holds runs. */
    int run(Work work) throws UserFacing {
        return run(work, false);
    }

    /** The same for what may begin a folder; {@link #isEmbedded} says whether anybody else is at work there. */
    int runOrBegin(Work work) throws UserFacing {
        return run(work, true);
    }

    /** Whether the broker runs for this command alone. */
    boolean isEmbedded() {
        return config == null && bootstrapServers == null;
    }

    private int run(Work work, boolean mayBegin) throws UserFacing {
        if (config != null && bootstrapServers != null) {
            throw UserFacing.usage("--config and --kafka: expecting one of them");
        }
        try {
            if (isEmbedded()) {
                return onEmbedded(work, mayBegin);
            }
            return work.on(
                    config == null
                            ? usual().withKafka(KafkaSettings.plain(String.valueOf(bootstrapServers)))
                            : CollectorSettings.read(config, System.getenv()));
        } catch (SettingsException e) {
            throw UserFacing.usage(e);
        } catch (IOException | ChildFailedException | KafkaException e) {
            throw UserFacing.failure(e);
        } catch (InterruptedException e) {
            throw UserFacing.interrupted();
        }
    }

    private int onEmbedded(Work work, boolean mayBegin)
            throws UserFacing, IOException, ChildFailedException, InterruptedException {
        DataFolder folder = mayBegin ? data.folder().create() : data.folder().requireKept();
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            String bootstrap = children.start(BrokerMain.child(folder.broker(), BrokerSettings.DEFAULT), line -> {})
                    .awaitReady(START);
            return work.on(usual().withKafka(KafkaSettings.plain(bootstrap)));
        }
    }

    private CollectorSettings usual() {
        return collector == null ? CollectorSettings.defaults() : CollectorSettings.read(collector, System.getenv());
    }
}
