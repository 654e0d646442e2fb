package io.ovoscope.collector.topics;

import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing; leaves the others as they are and says where they will not do. */
public final class TopicAdmin {
    private static final Logger log = LoggerFactory.getLogger(TopicAdmin.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MEBIBYTE = 1L << 20;
    /** A dead letter is the record as read and what is said about it. */
    private static final int ROOM_FOR_HEADERS = 1 << 16;
    /** Only closed log files are compacted, so compacted topics have small ones. */
    private static final long COMPACTED_SEGMENT_BYTES = 16 * MEBIBYTE;

    private final Admin admin;
    private final KafkaSettings kafka;
    private final TopicSizes sizes;

    private TopicAdmin(Admin admin, KafkaSettings kafka, TopicSizes sizes) {
        this.admin = admin;
        this.kafka = kafka;
        this.sizes = sizes;
    }

    /**
     * Sees to it that every topic exists. Two copies of the collector may do so at once.
     *
     * @return what is wrong with topics that existed before, as sentences; each is logged too
     * @throws KafkaException where the broker cannot be reached within 30 s or refuses
     */
    public static List<String> ensure(KafkaSettings kafka, TopicSizes sizes) {
        try (Admin admin = Admin.create(kafka.admin("ovoscope-topics"))) {
            TopicAdmin work = new TopicAdmin(admin, kafka, sizes);
            work.createMissing();
            List<String> warnings = work.warnings();
            warnings.forEach(log::warn);
            return warnings;
        }
    }

    private void createMissing() {
        Set<String> existing = await("list topics", admin.listTopics().names());
        for (Topic topic : Topic.values()) {
            if (!existing.contains(kafka.name(topic))) {
                create(topic);
            }
        }
    }

    private void create(Topic topic) {
        Optional<Short> replication =
                sizes.replication() == -1 ? Optional.empty() : Optional.of((short) sizes.replication());
        NewTopic created =
                new NewTopic(kafka.name(topic), Optional.of(partitions(topic)), replication).configs(configs(topic));
        try {
            await(
                    "create topic " + kafka.name(topic),
                    admin.createTopics(List.of(created)).all());
            log.info("created topic {} with {} partitions", kafka.name(topic), partitions(topic));
        } catch (TopicExistsException e) {
            log.debug("another copy created {}", kafka.name(topic), e);
        }
    }

    private int partitions(Topic topic) {
        return switch (topic) {
            case ACTIVATIONS, PROBES -> sizes.activationPartitions();
            case CURVES, FINDINGS -> sizes.curvePartitions();
            case RUNS, PROBE_SETS, HEALTH, DEAD_LETTERS -> 1;
        };
    }

    private Map<String, String> configs(Topic topic) {
        Map<String, String> configs = new HashMap<>();
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, policy(topic));
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(sizes.maxRecordBytes()));
        switch (topic.retention()) {
            case COMPACTED -> {
                configs.put(TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(COMPACTED_SEGMENT_BYTES));
                configs.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2");
            }
            case BOUNDED -> {
                configs.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
                configs.put(
                        TopicConfig.RETENTION_BYTES_CONFIG,
                        Long.toString(sizes.activationsMebibytesPerPartition() * MEBIBYTE));
                configs.put(
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        Long.toString(sizes.activationsSegmentMebibytes() * MEBIBYTE));
            }
            case SHORT -> {
                configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retentionMillis(topic)));
                configs.put(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(sizes.maxRecordBytes() + ROOM_FOR_HEADERS));
            }
        }
        return configs;
    }

    private long retentionMillis(Topic topic) {
        int hours = topic == Topic.HEALTH ? sizes.healthRetentionHours() : sizes.deadLetterRetentionHours();
        return TimeUnit.HOURS.toMillis(hours);
    }

    private static String policy(Topic topic) {
        return topic.retention() == Topic.Retention.COMPACTED
                ? TopicConfig.CLEANUP_POLICY_COMPACT
                : TopicConfig.CLEANUP_POLICY_DELETE;
    }

    private List<String> warnings() {
        List<String> names = Arrays.stream(Topic.values()).map(kafka::name).toList();
        Map<String, TopicDescription> found = settled(
                () -> await("describe topics", admin.describeTopics(names).allTopicNames()));
        List<String> warnings = new ArrayList<>();
        int activations = partitionsOf(found, Topic.ACTIVATIONS);
        int probes = partitionsOf(found, Topic.PROBES);
        if (activations != probes) {
            warnings.add("topic " + kafka.name(Topic.PROBES) + " has " + probes + " partitions: expecting as many as "
                    + kafka.name(Topic.ACTIVATIONS) + ", " + activations);
        }
        for (Topic topic : Topic.values()) {
            int partitions = partitionsOf(found, topic);
            if (topic.onePartition() && partitions != 1) {
                warnings.add("topic " + kafka.name(topic) + " has " + partitions + " partitions: expecting 1");
            }
        }
        warnings.addAll(policyWarnings());
        return warnings;
    }

    /** A topic that has just been created may be unknown to the broker that is asked, for a moment. */
    private static <T> T settled(Supplier<T> question) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return question.get();
            } catch (UnknownTopicOrPartitionException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for topics", e);
        }
    }

    private int partitionsOf(Map<String, TopicDescription> found, Topic topic) {
        TopicDescription description = found.get(kafka.name(topic));
        return description == null ? 0 : description.partitions().size();
    }

    private List<String> policyWarnings() {
        Map<ConfigResource, Topic> resources = new HashMap<>();
        for (Topic topic : Topic.values()) {
            resources.put(new ConfigResource(ConfigResource.Type.TOPIC, kafka.name(topic)), topic);
        }
        Map<ConfigResource, Config> configs = settled(() -> await(
                "describe the topics' configuration",
                admin.describeConfigs(resources.keySet()).all()));
        List<String> warnings = new ArrayList<>();
        resources.forEach((resource, topic) -> {
            Config config = configs.get(resource);
            var entry = config == null ? null : config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
            if (entry != null && !policy(topic).equals(entry.value())) {
                warnings.add("topic " + resource.name() + " has " + TopicConfig.CLEANUP_POLICY_CONFIG + " '"
                        + entry.value() + "': expecting '" + policy(topic) + "'");
            }
        });
        return warnings;
    }

    private <T> T await(String what, KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException
                    || e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw (KafkaException) e.getCause();
            }
            throw new KafkaException(
                    "cannot " + what + " (" + kafka + "): " + e.getCause() + Refusal.advice(e), e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("cannot " + what + " (" + kafka + "): no answer within " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting to " + what, e);
        }
    }
}
