package io.ovoscope.collector;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.Topic;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the stages' health records, at once and every few seconds: the first says from what the counters rise. One that is lost is followed
 * by the next.
 */
final class HealthPulse implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HealthPulse.class);

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final String process;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    /** What a stage says of itself. */
    record Vitals(String stage, Supplier<Map<String, Long>> counters, Supplier<Map<String, Double>> gauges) {}

    HealthPulse(
            Producer<String, byte[]> producer,
            KafkaSettings kafka,
            String process,
            List<Vitals> stages,
            int everySeconds,
            Clock clock) {
        this.producer = producer;
        this.topic = kafka.name(Topic.HEALTH);
        this.process = process;
        this.clock = clock;
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ovoscope-health");
            thread.setDaemon(true);
            return thread;
        });
        List<Vitals> reported = List.copyOf(stages);
        var unused = timer.scheduleAtFixedRate(() -> reported.forEach(this::write), 0, everySeconds, TimeUnit.SECONDS);
    }

    private void write(Vitals stage) {
        try {
            Health record = new Health(
                    process,
                    stage.stage(),
                    "",
                    clock.instant(),
                    stage.counters().get(),
                    stage.gauges().get());
            var unused =
                    producer.send(new ProducerRecord<>(topic, record.key(), record.write()), (metadata, failure) -> {
                        if (failure != null) {
                            log.debug("a health record of {} is lost", stage.stage(), failure);
                        }
                    });
        } catch (RuntimeException e) {
            log.debug("no health record of {}", stage.stage(), e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
