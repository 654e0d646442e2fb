package io.ovoscope.launcher.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** Kafka's configuration for one small broker that is its own controller, on loopback only. */
final class KafkaProperties {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int REQUEST_BYTES_AT_ONCE = 40 << 20;

    private KafkaProperties() {}

    /** All settings that differ from Kafka's own; data lies in {@code logDirectory}. */
    static Properties of(Path logDirectory, LoopbackSockets sockets, BrokerSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("log.dirs", logDirectory.toAbsolutePath().toString());
        addListeners(properties, sockets);
        addOneBrokerTopics(properties);
        addSizes(properties, settings);
        addTimings(properties);
        return properties;
    }

    /** The quorum is static, by address, so that the ports may differ from start to start. */
    private static void addListeners(Properties properties, LoopbackSockets sockets) {
        String clients = "PLAINTEXT://127.0.0.1:" + sockets.clientPort();
        String controller = CONTROLLER_LISTENER + "://127.0.0.1:"
                + sockets.controllerAddress().getPort();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", Integer.toString(NODE_ID));
        properties.setProperty(
                "controller.quorum.voters",
                NODE_ID + "@127.0.0.1:" + sockets.controllerAddress().getPort());
        properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
        properties.setProperty("listeners", clients + "," + controller);
        properties.setProperty("advertised.listeners", clients);
        properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
        properties.setProperty(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    }

    /** Kafka expects three brokers for its own topics; here is one. */
    private static void addOneBrokerTopics(Properties properties) {
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("offsets.topic.num.partitions", "2");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("transaction.state.log.num.partitions", "2");
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
        // A misspelt topic is an error, never a new topic with default settings.
        properties.setProperty("auto.create.topics.enable", "false");
    }

    /** Few threads and a small heap: the broker shares its machine with the training. */
    private static void addSizes(Properties properties, BrokerSettings settings) {
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "2");
        properties.setProperty("background.threads", "2");
        properties.setProperty("message.max.bytes", Integer.toString(settings.maxRecordBytes()));
        properties.setProperty("socket.request.max.bytes", Integer.toString(REQUEST_BYTES_AT_ONCE));
        // Requests waiting in memory, of all clients together; Kafka's default has no limit.
        properties.setProperty("queued.max.request.bytes", Integer.toString(REQUEST_BYTES_AT_ONCE));
        // By default 128 MiB of heap.
        properties.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
        properties.setProperty("metadata.log.segment.bytes", Integer.toString(8 << 20));
        properties.setProperty("metadata.max.retention.bytes", Integer.toString(32 << 20));
    }

    private static void addTimings(Properties properties) {
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        // After a hard kill the broker waits for its former self's session to run out: 9 s by default.
        properties.setProperty("broker.session.timeout.ms", "2000");
        properties.setProperty("broker.heartbeat.interval.ms", "500");
        // Retention starts 30 s after the broker by default, and a quick run would outgrow its size before.
        properties.setProperty("log.initial.task.delay.ms", "1000");
        properties.setProperty("log.retention.check.interval.ms", "2000");
        // Kafka keeps what retention deletes on the disk for another minute, which at training speed is gigabytes.
        properties.setProperty("log.segment.delete.delay.ms", "1000");
        // A run that is taken up again weeks later goes on where it stopped.
        properties.setProperty(
                "offsets.retention.minutes", Long.toString(Duration.ofDays(365).toMinutes()));
    }
}
