package io.ovoscope.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.wire.Topic;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ActivationRoomIT {
    private static final TopicSizes SMALL = new TopicSizes(-1, 1, 1, 2, 1, 1_048_588, 24, 168);
    private static final long PLENTY_OF_DISK = 1L << 40;
    private static final int RECORDS = 16;

    @TempDir
    private Path directory;

    @Test
    void nothingIsDeletedWhileTheRunGoesOnAndWhatTheSettingsKeepStaysAfterwards() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, BrokerSettings.DEFAULT.withMinFreeDiskBytes(0))) {
            KafkaSettings kafka = KafkaSettings.plain(broker.bootstrapServers());
            TopicAdmin.ensure(kafka, SMALL);
            try (ActivationRoom room = ActivationRoom.open(kafka, SMALL, PLENTY_OF_DISK)) {
                assertThat(room.mebibytesPerPartition()).isEqualTo(2_048);
                write(kafka);
                Thread.sleep(5_000); // the broker looks for what to delete every two seconds
                assertThat(beginning(kafka)).isZero();
                room.trim();
                assertThat(beginning(kafka)).isBetween(1L, RECORDS - 1L);
            }
        }
    }

    @Test
    void aFullDiskAndLargerSettingsDecideWhatIsKept() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, BrokerSettings.DEFAULT.withMinFreeDiskBytes(0))) {
            KafkaSettings kafka = KafkaSettings.plain(broker.bootstrapServers());
            TopicAdmin.ensure(kafka, SMALL);
            try (ActivationRoom room = ActivationRoom.open(kafka, SMALL, 200L << 20)) {
                assertThat(room.mebibytesPerPartition()).isEqualTo(100);
            }
            TopicSizes large = new TopicSizes(-1, 1, 1, 5_000, 64, 1_048_588, 24, 168);
            try (ActivationRoom room = ActivationRoom.open(kafka, large, 0)) {
                assertThat(room.mebibytesPerPartition()).isEqualTo(5_000);
            }
        }
    }

    private static void write(KafkaSettings kafka) throws Exception {
        Properties properties = kafka.admin("writer");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(kafka.name(Topic.ACTIVATIONS), new byte[500_000]))
                        .get();
            }
        }
    }

    private static long beginning(KafkaSettings kafka) throws Exception {
        TopicPartition partition = new TopicPartition(kafka.name(Topic.ACTIVATIONS), 0);
        try (Admin admin = Admin.create(kafka.admin("reader"))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }
}
