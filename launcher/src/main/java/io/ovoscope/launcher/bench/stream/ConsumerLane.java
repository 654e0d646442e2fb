package io.ovoscope.launcher.bench.stream;

import io.ovoscope.collector.topics.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A plain consumer of committed records, which does nothing with them. */
final class ConsumerLane implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MEBIBYTE = 1 << 20;

    private final KafkaConsumer<String, byte[]> consumer;

    ConsumerLane(KafkaSettings kafka, String topic, int partitions) {
        Map<String, Object> config = kafka.consumer("bench-plain");
        // As the collector's: they suit records of this size.
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * MEBIBYTE);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * MEBIBYTE);
        this.consumer = new KafkaConsumer<>(config);
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
    }

    /** Reads as many records as there are to be; returns bytes per second, from the first that came to the last. */
    double read(long records) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long seen = 0;
        long bytes = 0;
        long begin = 0;
        while (seen < records) {
            ConsumerRecords<String, byte[]> some = consumer.poll(POLL);
            for (ConsumerRecord<String, byte[]> record : some) {
                bytes += seen == 0 || begin == 0 ? 0 : record.value().length;
            }
            seen += some.count();
            if (begin == 0 && seen > 0) {
                begin = System.nanoTime();
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(seen + " of " + records + " records after " + PATIENCE);
            }
        }
        return bytes * 1e9 / (System.nanoTime() - begin);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
