package io.ovoscope.launcher.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** Where the broker keeps its data: {@code broker.lock}, {@code kafka/} with Kafka's files, {@code logs/}. */
final class DataDirectory {

    private static final long BYTES_PER_MEBIBYTE = 1L << 20;

    private DataDirectory() {}

    /**
     * Creates the directory where it is missing and checks that the disk has room.
     *
     * @throws BrokerStartException if it cannot be written, or too little disk is free
     */
    static void prepare(Path directory, long minFreeDiskBytes) throws BrokerStartException {
        try {
            Files.createDirectories(directory);
            long free = Files.getFileStore(directory).getUsableSpace();
            if (free < minFreeDiskBytes) {
                throw new BrokerStartException("the disk of the data directory " + directory + " has "
                        + free / BYTES_PER_MEBIBYTE + " MiB free: expecting at least "
                        + minFreeDiskBytes / BYTES_PER_MEBIBYTE + " MiB");
            }
        } catch (IOException e) {
            throw new BrokerStartException("cannot write to the data directory " + directory + ": " + e, e);
        }
    }

    /**
     * Kafka's directory, formatted if this is the first start. Formatting happens aside and is then moved into place, so
     * that a start killed half-way leaves nothing half-formatted.
     */
    static Path formatted(Path directory) throws BrokerStartException {
        Path kafka = directory.resolve("kafka");
        if (Files.exists(kafka)) {
            return kafka;
        }
        Path aside = directory.resolve("kafka.unfinished");
        try {
            delete(aside);
            format(aside);
            return Files.move(aside, kafka, StandardCopyOption.ATOMIC_MOVE);
        } catch (Exception e) { // Kafka's formatter declares Exception
            throw new BrokerStartException("cannot format the data directory " + directory + ": " + e, e);
        }
    }

    private static void format(Path directory) throws Exception {
        String path = directory.toAbsolutePath().toString();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(KafkaProperties.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName(KafkaProperties.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(path)
                .setDirectories(List.of(path))
                .run();
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
