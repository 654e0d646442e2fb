package io.ovoscope.agent.send;

import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, before the first snapshot, whether the topics are there and keep enough. */
final class TopicCheck {
    private static final Logger log = LoggerFactory.getLogger(TopicCheck.class);
    private static final List<Topic> NEEDED = List.of(Topic.RUNS, Topic.PROBE_SETS, Topic.ACTIVATIONS, Topic.HEALTH);

    private final KafkaTarget target;
    private final RunManifest manifest;
    private final int rows;
    private boolean warned;

    TopicCheck(KafkaTarget target, RunAnnouncement announcement) {
        this.target = target;
        this.manifest = announcement.manifest();
        this.rows = announcement.probeSet().rows();
    }

    /** The partitions of the activations topic. */
    Partitions check(Admin admin) throws SendFailure {
        Map<String, KafkaFuture<TopicDescription>> found = admin.describeTopics(
                        NEEDED.stream().map(target::topic).toList())
                .topicNameValues();
        List<String> missing = new ArrayList<>();
        int partitions = 0;
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : found.entrySet()) {
            String name = topic.getKey();
            try {
                int count = topic.getValue().get().partitions().size();
                partitions = name.equals(target.topic(Topic.ACTIVATIONS)) ? count : partitions;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw KafkaFailures.of("looking for topic " + name, e);
                }
                missing.add(name);
            } catch (InterruptedException e) {
                throw KafkaFailures.of("looking for topic " + name, e);
            }
        }
        if (!missing.isEmpty()) {
            throw new SendFailure(
                    DropReason.TOPIC_MISSING,
                    "missing on " + target + ": topics " + missing + "; './ovoscope collect' creates them",
                    null);
        }
        warnOfShortRetention(admin, new Partitions(partitions));
        return new Partitions(partitions);
    }

    /** The partitions of the curves topic; 0 where there is none, or none is shown to us: snapshots do without. */
    int curves(Admin admin) {
        String name = target.topic(Topic.CURVES);
        try {
            return admin.describeTopics(List.of(name)).allTopicNames().get().values().stream()
                    .mapToInt(each -> each.partitions().size())
                    .sum();
        } catch (ExecutionException | RuntimeException e) {
            log.debug("{} is not there: which checkpoints there are stays untold", name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void warnOfShortRetention(Admin admin, Partitions partitions) {
        if (warned) {
            return;
        }
        try {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, target.topic(Topic.ACTIVATIONS));
            Collection<Config> configs =
                    admin.describeConfigs(List.of(topic)).all().get().values();
            Config config = configs.iterator().next();
            long kept = Long.parseLong(config.get("retention.bytes").value());
            long needed = 2 * largestShare(manifest, rows, partitions);
            if (kept >= 0 && kept < needed) {
                warned = true;
                log.warn(
                        "topic {} keeps {} bytes per partition (retention.bytes) and two snapshots of run {} take {}:"
                                + " raise it, or a collector that falls behind misses layers",
                        target.topic(Topic.ACTIVATIONS),
                        kept,
                        manifest.run(),
                        needed);
            }
        } catch (ExecutionException | RuntimeException e) {
            log.debug("retention of the activations topic is unknown", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Bytes of a snapshot in the partition that holds most of it. */
    static long largestShare(RunManifest manifest, int rows, Partitions partitions) {
        long[] bytes = new long[partitions.count()];
        for (LayerInfo layer : manifest.layers()) {
            long size =
                    (long) rows * layer.width() * manifest.precision().dtype().bytes();
            for (int partition : partitions.of(manifest.run(), layer.index())) {
                bytes[partition] += size;
            }
        }
        return Arrays.stream(bytes).max().orElse(0);
    }
}
