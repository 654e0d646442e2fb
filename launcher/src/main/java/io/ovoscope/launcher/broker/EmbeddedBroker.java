package io.ovoscope.launcher.broker;

import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;

/**
 * A Kafka broker for one machine, in this JVM: it is its own controller, listens on 127.0.0.1 only, takes transactions, and
 * keeps topics, records and group offsets in its directory from start to start. A broker fault may halt its JVM, so
 * commands run it in a child process ({@link BrokerMain}); tests may use it as it is.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final DirectoryLock lock;
    private final KafkaNode node;
    private final int port;
    private boolean closed;

    private EmbeddedBroker(DirectoryLock lock, KafkaNode node, int port) {
        this.lock = lock;
        this.node = node;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it takes requests. Topics are not created by writing to them.
     *
     * @param directory where its data is or will be; created if missing
     * @throws BrokerStartException if the directory is in use by another broker (its process is named), cannot be written
     *     or has too little disk, if the wanted port is taken, or if Kafka fails
     */
    public static EmbeddedBroker start(Path directory, BrokerSettings settings) throws BrokerStartException {
        DataDirectory.prepare(directory, settings.minFreeDiskBytes());
        DirectoryLock lock = DirectoryLock.acquire(directory);
        try {
            Path kafka = DataDirectory.formatted(directory);
            LoopbackSockets sockets = LoopbackSockets.open(settings.port());
            return new EmbeddedBroker(lock, startNode(kafka, sockets, settings), sockets.clientPort());
        } catch (BrokerStartException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private static KafkaNode startNode(Path kafka, LoopbackSockets sockets, BrokerSettings settings)
            throws BrokerStartException {
        try {
            Properties properties = KafkaProperties.of(kafka, sockets, settings);
            return KafkaNode.start(KafkaConfig.fromProps(properties, false), sockets);
        } catch (Exception e) { // Scala throws checked exceptions without declaring them
            sockets.close();
            throw new BrokerStartException("Kafka does not start in " + kafka + ": " + e, e);
        }
    }

    /** Where clients connect, as {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Stops the broker cleanly and gives up the directory. Safe to call again. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            node.stop();
        } finally {
            lock.close();
        }
    }
}
