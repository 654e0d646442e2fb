package io.ovoscope.launcher.broker;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker for one machine, in this JVM: it is its own controller, listens on 127.0.0.1 only, takes transactions, and
 * keeps topics, records and group offsets in its directory from start to start. A broker fault may halt its JVM, so
 * commands run it in a child process ({@link BrokerMain}); tests may use it as it is.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** How often a start is tried again when a port that was free has been taken meanwhile. */
    private static final int ATTEMPTS = 5;

    private final DirectoryLock lock;
    private final KafkaRaftServer server;
    private final Ports ports;
    private boolean closed;

    private EmbeddedBroker(DirectoryLock lock, KafkaRaftServer server, Ports ports) {
        this.lock = lock;
        this.server = server;
        this.ports = ports;
    }

    /**
     * Starts a broker and returns when it takes requests. Topics are not created by writing to them.
     *
     * @param directory where its data is or will be; created if missing
     * @throws BrokerStartException if the directory is in use by another broker (its process is named), cannot be written
     *     or has too little disk, if the wanted port is taken, or if Kafka fails
     */
    public static EmbeddedBroker start(Path directory, BrokerSettings settings) throws BrokerStartException {
        return start(directory, settings, () -> Ports.choose(settings.port()));
    }

    static EmbeddedBroker start(Path directory, BrokerSettings settings, Ports.Source source)
            throws BrokerStartException {
        DataDirectory.prepare(directory, settings.minFreeDiskBytes());
        DirectoryLock lock = DirectoryLock.acquire(directory);
        try {
            return startLocked(lock, DataDirectory.formatted(directory), settings, source);
        } catch (BrokerStartException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedBroker startLocked(
            DirectoryLock lock, Path kafka, BrokerSettings settings, Ports.Source source) throws BrokerStartException {
        Exception last = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Ports ports = source.next();
            try {
                return new EmbeddedBroker(lock, startKafka(kafka, ports, settings), ports);
            } catch (Exception e) { // Scala throws checked exceptions without declaring them
                if (!isPortTaken(e)) {
                    throw new BrokerStartException("Kafka does not start in " + kafka + ": " + e, e);
                }
                LOG.warn("a port of {} has been taken meanwhile: attempt {} of {}", ports, attempt, ATTEMPTS, e);
                last = e;
            }
        }
        throw new BrokerStartException(
                "after " + ATTEMPTS + " attempts every chosen port was taken by another program", last);
    }

    private static KafkaRaftServer startKafka(Path kafka, Ports ports, BrokerSettings settings) {
        KafkaConfig config = KafkaConfig.fromProps(KafkaProperties.of(kafka, ports, settings), false);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        boolean started = false;
        try {
            server.startup();
            started = true;
            return server;
        } finally {
            if (!started) {
                server.shutdown();
            }
        }
    }

    private static boolean isPortTaken(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    || (cause instanceof IOException && "Address already in use".equals(cause.getMessage()))) {
                return true;
            }
        }
        return false;
    }

    /** Where clients connect, as {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.clients();
    }

    /** Stops the broker cleanly and gives up the directory. Safe to call again. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            lock.close();
        }
    }
}
