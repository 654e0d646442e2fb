package io.ovoscope.agent.checkpoint;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one run's checkpoints, owned by this process. A checkpoint is there once its sidecar is: that comes last, by an atomic
 * rename, when the model file is on the disk under its own name.
 */
final class RunFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunFolder.class);

    private final Path path;
    private final CheckpointNames names;
    private final FolderLock lock;
    private final UnaryOperator<OutputStream> tap;
    private final TreeMap<Long, StoredCheckpoint> there = new TreeMap<>();

    /** Writes a model file. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** Describes a model file that has been written. */
    @FunctionalInterface
    interface Description {
        Checkpoint of(String file, String sha256, long bytes);
    }

    private RunFolder(Path path, CheckpointNames names, FolderLock lock, UnaryOperator<OutputStream> tap) {
        this.path = path;
        this.names = names;
        this.lock = lock;
        this.tap = tap;
    }

    /**
     * Makes the folder where it is missing, locks it, deletes what another process left unfinished, and takes over the checkpoints of
     * earlier attempts.
     *
     * @param tap laid over the stream of every file written
     */
    static RunFolder open(Path directory, String run, UnaryOperator<OutputStream> tap) throws IOException {
        CheckpointNames names = new CheckpointNames(run);
        Path path = directory.resolve(names.folder()).toAbsolutePath().normalize();
        Files.createDirectories(path);
        FolderLock lock = FolderLock.acquire(path);
        try {
            RunFolder folder = new RunFolder(path, names, lock, tap);
            folder.takeOver(run);
            return folder;
        } catch (IOException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private void takeOver(String run) throws IOException {
        List<Path> ours;
        try (Stream<Path> files = Files.list(path)) {
            ours = files.filter(file -> names.isOurs(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
        for (Path file : ours) {
            if (file.toString().endsWith(CheckpointNames.SIDECAR)) {
                takeOver(file, run);
            }
        }
        for (Path file : ours) {
            if (isUnfinished(file)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void takeOver(Path sidecar, String run) throws IOException {
        try {
            StoredCheckpoint found = StoredCheckpoint.read(sidecar);
            if (!found.description().run().equals(run)) {
                throw new IOException(
                        sidecar + " is of run '" + found.description().run() + "': expecting '" + run + "'");
            }
            if (found.isThere()) {
                there.put(found.description().step(), found);
            }
        } catch (CheckpointFormatException e) {
            log.warn("left alone, and not counted: {}", e.getMessage());
        }
    }

    private static boolean isUnfinished(Path file) {
        String name = file.getFileName().toString();
        String stem = name.substring(0, name.lastIndexOf('.'));
        return name.endsWith(CheckpointNames.TEMPORARY)
                || (name.endsWith(CheckpointNames.MODEL)
                        && !Files.exists(file.resolveSibling(stem + CheckpointNames.SIDECAR)));
    }

    /** What is there, by step; those whose files somebody has taken away are forgotten. */
    List<StoredCheckpoint> checkpoints() {
        there.values().removeIf(checkpoint -> !checkpoint.isThere());
        return new ArrayList<>(there.values());
    }

    /** Bytes that the file system has left for us. */
    long usableBytes() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    /** Writes a checkpoint in the place of the one of the same step, if there is one. Nothing new is there where this throws. */
    StoredCheckpoint write(long step, Content content, Description description) throws IOException {
        Path model = path.resolve(names.model(step));
        Path sidecar = path.resolve(names.sidecar(step));
        Path temporaryModel = temporary(model);
        Path temporarySidecar = temporary(sidecar);
        try {
            MessageDigest digest = CheckpointNames.sha256();
            write(temporaryModel, out -> content.to(new DigestOutputStream(out, digest)));
            Checkpoint written = description.of(
                    model.getFileName().toString(),
                    HexFormat.of().formatHex(digest.digest()),
                    Files.size(temporaryModel));
            write(temporarySidecar, out -> out.write(written.write()));
            // An older checkpoint of the step goes first: its sidecar must never describe our file.
            delete(step);
            move(temporaryModel, model);
            move(temporarySidecar, sidecar);
            StoredCheckpoint stored = new StoredCheckpoint(sidecar, written);
            there.put(step, stored);
            return stored;
        } catch (IOException | RuntimeException | Error e) {
            discard(temporaryModel, e);
            discard(temporarySidecar, e);
            throw e;
        }
    }

    private static Path temporary(Path file) {
        return file.resolveSibling(file.getFileName() + CheckpointNames.TEMPORARY);
    }

    /** Not by a channel: an interrupt would close that in the middle of the file. */
    private void write(Path file, Content content) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            OutputStream tapped = tap.apply(out);
            content.to(tapped);
            tapped.flush();
            out.getFD().sync();
        }
    }

    private void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
    }

    /** A rename is on the disk once its folder is. Not every file system can be asked for that. */
    private void syncFolder() {
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            log.debug("{} cannot be synchronised", path, e);
        }
    }

    private static void discard(Path file, Throwable because) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** Deletes a checkpoint, the sidecar first: without it there is none. */
    void delete(long step) throws IOException {
        Files.deleteIfExists(path.resolve(names.sidecar(step)));
        there.remove(step);
        Files.deleteIfExists(path.resolve(names.model(step)));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
