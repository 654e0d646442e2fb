package io.ovoscope.launcher.broker;

import io.ovoscope.launcher.process.ChildJvm;
import io.ovoscope.launcher.process.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The broker's own process. Announces its address when it takes requests
 * ({@link ParentWatch#announceReady}), and ends cleanly when its standard input ends or on SIGTERM.
 */
public final class BrokerMain {

    /** Four producers of 16 MiB records at once fit in this, and not in 64 MiB. */
    private static final int HEAP_MEBIBYTES = 128;

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int ARGUMENTS = 4;

    private BrokerMain() {}

    /**
     * The child process that runs a broker; {@code awaitReady} of it gives the bootstrap servers. Its log, warnings and
     * errors only, is {@code logs/broker.log} in the directory.
     */
    public static ChildJvm child(Path directory, BrokerSettings settings) {
        Path absolute = directory.toAbsolutePath();
        return ChildJvm.service(
                        "broker", BrokerMain.class, absolute.resolve("logs").resolve("broker.log"))
                .withArguments(List.of(
                        absolute.toString(),
                        Integer.toString(settings.port()),
                        Integer.toString(settings.maxRecordBytes()),
                        Long.toString(settings.minFreeDiskBytes())))
                .withHeapMebibytes(HEAP_MEBIBYTES)
                // Against the defaults of a server: a fifth less memory, and a start a quarter shorter.
                .withJvmOptions("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError")
                .withSystemProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn")
                .withSystemProperty("org.slf4j.simpleLogger.showDateTime", "true")
                .withSystemProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd HH:mm:ss.SSS")
                // Each malloc arena of each thread otherwise keeps memory of its own.
                .withEnvironment("MALLOC_ARENA_MAX", "2");
    }

    /** Runs a broker: directory, port, largest record in bytes, least free disk in bytes. */
    public static void main(String[] arguments) {
        if (arguments.length != ARGUMENTS) {
            System.err.println("expecting: DIRECTORY PORT MAX_RECORD_BYTES MIN_FREE_DISK_BYTES");
            System.exit(2);
        }
        BrokerSettings settings = new BrokerSettings(
                Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        // Before the broker: a parent that dies during its start must not leave it behind.
        ParentWatch.start(() -> System.exit(0), GRACE);
        try {
            EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), settings);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "ovoscope-broker-close"));
            ParentWatch.announceReady(broker.bootstrapServers());
        } catch (BrokerStartException e) {
            if (e.getCause() != null && !(e.getCause() instanceof IOException)) {
                e.printStackTrace(); // a fault of Kafka: of the user's own affairs the message says all
            }
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
