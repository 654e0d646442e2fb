package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.RunListing;
import io.ovoscope.collector.topics.RunSummary;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DynamicTest;

/** What is expected of every Kafka, wherever it runs: topics made as they should be, snapshots whole or not at all. */
final class KafkaContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String bootstrapServers;

    private KafkaContract(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    static Stream<DynamicTest> tests(String bootstrapServers) {
        KafkaContract contract = new KafkaContract(bootstrapServers);
        return Stream.of(
                dynamicTest("topics are created once, as they should be", contract::topicsAreCreated),
                dynamicTest("a run that was written is listed and read", contract::aRunIsRead),
                dynamicTest("what a transaction gave up is never read", contract::abortedRecordsAreUnseen));
    }

    private void topicsAreCreated() {
        KafkaSettings kafka = under("created");
        TopicAdmin.ensure(kafka, TopicSizes.defaults());
        assertThat(TopicAdmin.ensure(kafka, TopicSizes.defaults()))
                .as("warnings the second time")
                .isEmpty();
    }

    private void aRunIsRead() throws Exception {
        KafkaSettings kafka = under("read");
        TopicAdmin.ensure(kafka, TopicSizes.defaults());
        try (CurveTopics topics = new CurveTopics(kafka)) {
            topics.announce("a run, b=c", 0);
            topics.step("a run, b=c", 1, .5);
            topics.flush();
            CurveTopics.await(() -> topics.records(Topic.CURVES).size(), 2);
        }
        assertThat(RunListing.read(kafka, PATIENCE)).extracting(RunSummary::run).containsExactly("a run, b=c");
    }

    private void abortedRecordsAreUnseen() throws Exception {
        KafkaSettings kafka = under("aborted");
        TopicAdmin.ensure(kafka, TopicSizes.defaults());
        Map<String, Object> config = new HashMap<>(kafka.producer("contract"));
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "contract");
        try (CurveTopics topics = new CurveTopics(kafka);
                Producer<String, byte[]> producer = new KafkaProducer<>(config)) {
            producer.initTransactions();
            for (int step = 0; step < 4; step++) {
                CurvePoint point = CurveTopics.point("demo", 0, step, .5);
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(kafka.name(Topic.CURVES), point.key(), point.write()))
                        .get();
                if (step % 2 == 0) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
            CurveTopics.await(
                    () -> topics.records(Topic.CURVES).stream()
                            .map(record -> record.key())
                            .sorted()
                            .toList(),
                    List.of("demo/UPOS/0/1", "demo/UPOS/0/3"));
        }
    }

    private KafkaSettings under(String prefix) {
        return new KafkaSettings(bootstrapServers, prefix, Map.of());
    }
}
