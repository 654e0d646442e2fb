package io.ovoscope.collector;

import io.ovoscope.collector.alert.AlertSettings;
import io.ovoscope.collector.publish.InfluxSettings;
import io.ovoscope.collector.score.ScoreSettings;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.collector.view.ViewSettings;
import io.ovoscope.collector.watch.WatchSettings;
import io.ovoscope.settings.SettingsException;
import io.ovoscope.settings.SettingsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything that can be chosen about a collector; {@code configs/collector.yaml} explains each key.
 *
 * @param stages those that this copy runs
 * @param healthSeconds between two health records of a stage
 * @param kafka where the topics are
 * @param topics how missing ones are created
 * @param alerts who is told of findings
 */
public record CollectorSettings(
        List<StageName> stages,
        int healthSeconds,
        KafkaSettings kafka,
        TopicSizes topics,
        ScoreSettings score,
        WatchSettings watch,
        AlertSettings alerts,
        PublishSettings publish,
        ViewSettings view) {
    private static final int MAX_HEALTH_SECONDS = 3_600;

    /** Where results are published besides the topics. */
    public record PublishSettings(InfluxSettings influxdb) {}

    public CollectorSettings {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("stages is empty: expecting some of " + List.of(StageName.values()));
        }
        if (healthSeconds < 1 || healthSeconds > MAX_HEALTH_SECONDS) {
            throw new IllegalArgumentException(
                    "healthSeconds " + healthSeconds + ": expecting 1 <= healthSeconds <= " + MAX_HEALTH_SECONDS);
        }
    }

    /** All stages against a broker at 127.0.0.1:9092, without InfluxDB. */
    public static CollectorSettings defaults() {
        return new CollectorSettings(
                List.of(StageName.values()),
                5,
                KafkaSettings.plain("127.0.0.1:9092"),
                TopicSizes.defaults(),
                ScoreSettings.defaults(),
                WatchSettings.defaults(),
                AlertSettings.defaults(),
                new PublishSettings(InfluxSettings.defaults()),
                ViewSettings.defaults());
    }

    /**
     * The file laid over the defaults.
     *
     * @param environment where {@code ${NAME}} is looked up
     * @throws SettingsException naming everything that is wrong, with its line
     */
    public static CollectorSettings read(Path file, Map<String, String> environment) {
        return SettingsFile.read(file, defaults(), environment);
    }

    /** The same at another broker. */
    public CollectorSettings withKafka(KafkaSettings other) {
        return new CollectorSettings(stages, healthSeconds, other, topics, score, watch, alerts, publish, view);
    }

    /** The same with these stages only. */
    public CollectorSettings withStages(List<StageName> others) {
        return new CollectorSettings(others, healthSeconds, kafka, topics, score, watch, alerts, publish, view);
    }

    /** The same with other receivers of alerts. */
    public CollectorSettings withAlerts(AlertSettings others) {
        return new CollectorSettings(stages, healthSeconds, kafka, topics, score, watch, others, publish, view);
    }

    /** The same with another InfluxDB. */
    public CollectorSettings withInfluxdb(InfluxSettings other) {
        return new CollectorSettings(
                stages, healthSeconds, kafka, topics, score, watch, alerts, new PublishSettings(other), view);
    }

    /** The same with another page. */
    public CollectorSettings withView(ViewSettings other) {
        return new CollectorSettings(stages, healthSeconds, kafka, topics, score, watch, alerts, publish, other);
    }
}
