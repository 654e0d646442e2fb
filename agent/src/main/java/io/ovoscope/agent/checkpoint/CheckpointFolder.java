package io.ovoscope.agent.checkpoint;

import io.ovoscope.wire.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What checkpoints there are. */
public final class CheckpointFolder {
    private static final Comparator<StoredCheckpoint> ORDER = Comparator.comparing(
                    (StoredCheckpoint each) -> each.description().run())
            .thenComparingLong(each -> each.description().step())
            .thenComparing(each -> each.description().manifest().startedAt())
            .thenComparing(StoredCheckpoint::sidecar);

    private static final Comparator<RunManifest> AGE =
            Comparator.comparingInt(RunManifest::attempt).thenComparing(RunManifest::startedAt);

    private CheckpointFolder() {}

    /**
     * Every complete checkpoint in a directory and below, of all runs: by run, then step, then the time its attempt began.
     *
     * @throws CheckpointFormatException naming every sidecar that cannot be understood, and why
     */
    public static List<StoredCheckpoint> list(Path directory) throws IOException {
        List<Path> sidecars;
        try (Stream<Path> files = Files.walk(directory)) {
            sidecars = files.filter(CheckpointFolder::isSidecar).sorted().toList();
        }
        List<StoredCheckpoint> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path sidecar : sidecars) {
            try {
                found.add(StoredCheckpoint.read(sidecar));
            } catch (CheckpointFormatException e) {
                problems.add(e.getMessage());
            } catch (NoSuchFileException e) {
                // Deleted meanwhile: a training that goes on makes room.
            }
        }
        if (!problems.isEmpty()) {
            throw new CheckpointFormatException(String.join("\n", problems));
        }
        return found.stream().filter(StoredCheckpoint::isThere).sorted(ORDER).toList();
    }

    /**
     * Deletes a run's checkpoints, and its folder where that then holds nothing else. Files of other names stay.
     *
     * @return how many checkpoints there were
     */
    public static int deleteRun(Path directory, String run) throws IOException {
        CheckpointNames names = new CheckpointNames(run);
        Path folder = directory.resolve(names.folder());
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int deleted = 0;
        List<Path> files;
        try (FolderLock lock = FolderLock.acquire(folder);
                Stream<Path> all = Files.list(folder)) {
            files = all.toList();
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (names.isOurs(name)) {
                    Files.deleteIfExists(file);
                    deleted += name.endsWith(CheckpointNames.SIDECAR) ? 1 : 0;
                }
            }
            lock.delete();
        }
        try (Stream<Path> rest = Files.list(folder)) {
            if (rest.findAny().isEmpty()) {
                Files.delete(folder);
            }
        }
        return deleted;
    }

    private static boolean isSidecar(Path file) {
        String name = file.getFileName().toString();
        return name.contains(".step-") && name.endsWith(CheckpointNames.SIDECAR) && Files.isRegularFile(file);
    }

    /** Those that stand: a later attempt of a run retires the steps of earlier ones after that at which it began. */
    public static List<StoredCheckpoint> withoutRetired(List<StoredCheckpoint> all) {
        return all.stream()
                .filter(each -> all.stream()
                        .noneMatch(other -> other.description()
                                        .manifest()
                                        .run()
                                        .equals(each.description().run())
                                && retires(other.description(), each.description())))
                .toList();
    }

    /** By the number of the attempt, and only then by its time: clocks of two machines differ. */
    private static boolean retires(Checkpoint later, Checkpoint earlier) {
        RunManifest attempt = later.manifest();
        RunManifest other = earlier.manifest();
        return !attempt.startedAt().equals(other.startedAt())
                && AGE.compare(attempt, other) > 0
                && earlier.step() > attempt.resumedAtStep();
    }
}
