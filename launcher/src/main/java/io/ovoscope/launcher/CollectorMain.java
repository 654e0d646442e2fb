package io.ovoscope.launcher;

import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.view.ViewSettings;
import io.ovoscope.launcher.process.ChildJvm;
import io.ovoscope.launcher.process.ParentWatch;
import io.ovoscope.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The collector's own process beside the embedded broker. Announces the page's address when it is ready. */
public final class CollectorMain {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int HEAP_MEBIBYTES = 1024;

    private CollectorMain() {}

    /**
     * The child process that runs a collector.
     *
     * @param settings a file like {@code configs/collector.yaml}; its broker is replaced by this one
     */
    public static ChildJvm child(DataFolder data, String bootstrapServers, int pagePort, Optional<Path> settings) {
        return child(data, bootstrapServers, pagePort, settings, "");
    }

    /** The same that tells this Alertmanager of findings, whatever the file says; empty: what the file says. */
    public static ChildJvm child(
            DataFolder data, String bootstrapServers, int pagePort, Optional<Path> settings, String alertmanager) {
        List<String> arguments = List.of(
                bootstrapServers,
                Integer.toString(pagePort),
                settings.map(file -> file.toAbsolutePath().toString()).orElse(""),
                alertmanager);
        return ChildJvm.service("collector", CollectorMain.class, data.log("collector"))
                .withArguments(arguments)
                .withHeapMebibytes(HEAP_MEBIBYTES)
                // A layer in the young generation would be copied at every collection.
                .withJvmOptions("-XX:+UseSerialGC", "-XX:PretenureSizeThreshold=1m")
                .withSystemProperty("org.bytedeco.javacpp.maxbytes", "2g")
                .withSystemProperty("org.bytedeco.javacpp.maxphysicalbytes", "4g")
                .withSystemProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn")
                .withSystemProperty("org.slf4j.simpleLogger.log.io.ovoscope", "info")
                .withSystemProperty("org.slf4j.simpleLogger.showDateTime", "true")
                .withSystemProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd HH:mm:ss.SSS");
    }

    /** Runs a collector: bootstrap servers, port of the page (0 for a free one), settings file and Alertmanager, empty for none. */
    public static void main(String[] arguments) {
        ParentWatch.start(() -> System.exit(0), GRACE);
        try {
            CollectorSettings file = arguments[2].isEmpty()
                    ? CollectorSettings.defaults()
                    : CollectorSettings.read(Path.of(arguments[2]), System.getenv());
            CollectorSettings settings = arguments[3].isEmpty()
                    ? file
                    : file.withAlerts(file.alerts().withAlertmanager(arguments[3]));
            ViewSettings page = settings.view().withPort(Integer.parseInt(arguments[1]));
            RunningCollector collector = RunningCollector.start(
                    settings.withKafka(KafkaSettings.plain(arguments[0])).withView(page));
            ParentWatch.announceReady(collector.page());
            collector.awaitEnd();
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (UserFacing e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
