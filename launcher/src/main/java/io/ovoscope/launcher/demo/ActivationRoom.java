package io.ovoscope.launcher.demo;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What the demo's broker keeps of the activations: while a run goes on so much that scoring may fall behind training and lose
 * nothing, afterwards what the settings say. Topics made by earlier runs are given the same room.
 */
final class ActivationRoom implements AutoCloseable {
    /** Four partitions of the default demo fill a twentieth of it, a treebank's with all tasks half. */
    private static final int WHILE_RUNNING = 2_048;

    private static final long MEBIBYTE = 1L << 20;
    private static final long SHARE_OF_FREE_DISK = 2;
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration TRIM = Duration.ofSeconds(10);
    /** Longer than the broker waits before it deletes a log file that it has given up. */
    private static final Duration DELETE = Duration.ofMillis(1_500);

    private final Admin admin;
    private final String topic;
    private final TopicSizes sizes;
    private final int mebibytes;

    private ActivationRoom(Admin admin, String topic, TopicSizes sizes, int mebibytes) {
        this.admin = admin;
        this.topic = topic;
        this.sizes = sizes;
        this.mebibytes = mebibytes;
    }

    /**
     * Makes room, never less than the settings say.
     *
     * @param freeDiskBytes where the broker's data is; at most half of it is taken
     */
    static ActivationRoom open(KafkaSettings kafka, TopicSizes sizes, long freeDiskBytes) throws InterruptedException {
        long disk = freeDiskBytes / SHARE_OF_FREE_DISK / sizes.activationPartitions() / MEBIBYTE;
        int mebibytes = (int) Math.max(sizes.activationsMebibytesPerPartition(), Math.min(WHILE_RUNNING, disk));
        Admin admin = Admin.create(kafka.admin("ovoscope-room"));
        ActivationRoom room = new ActivationRoom(admin, kafka.name(Topic.ACTIVATIONS), sizes, mebibytes);
        try {
            room.keep(mebibytes);
            return room;
        } catch (InterruptedException | RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /** What each partition keeps while the run goes on. */
    int mebibytesPerPartition() {
        return mebibytes;
    }

    private void keep(int amount) throws InterruptedException {
        ConfigEntry bytes = new ConfigEntry(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(amount * MEBIBYTE));
        await(admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(bytes, AlterConfigOp.OpType.SET))))
                .all());
    }

    /** Has the broker keep what the settings say, and gives it a moment to delete the rest. */
    void trim() throws InterruptedException {
        keep(sizes.activationsMebibytesPerPartition());
        long most = (sizes.activationsMebibytesPerPartition() + sizes.activationsSegmentMebibytes()) * MEBIBYTE;
        long deadline = System.nanoTime() + TRIM.toNanos();
        boolean deleting = false;
        while (largest() > most && System.nanoTime() < deadline) {
            deleting = true;
            Thread.sleep(200);
        }
        if (deleting) {
            Thread.sleep(DELETE.toMillis());
        }
    }

    private long largest() throws InterruptedException {
        List<Integer> nodes = await(admin.describeCluster().nodes()).stream()
                .map(node -> node.id())
                .toList();
        return await(admin.describeLogDirs(nodes).allDescriptions()).values().stream()
                .flatMap(directories -> directories.values().stream())
                .map(LogDirDescription::replicaInfos)
                .flatMap(replicas -> replicas.entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(topic))
                .mapToLong(replica -> replica.getValue().size())
                .max()
                .orElse(0);
    }

    private <T> T await(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "the broker does not say or change what it keeps of " + topic + ": " + e, e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
