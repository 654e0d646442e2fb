package io.ovoscope.launcher.replay;

import io.ovoscope.agent.checkpoint.CheckpointFolder;
import io.ovoscope.agent.checkpoint.CheckpointFormatException;
import io.ovoscope.agent.checkpoint.StoredCheckpoint;
import io.ovoscope.agent.replay.CheckpointFile;
import io.ovoscope.agent.replay.CheckpointProblems;
import io.ovoscope.agent.replay.ListenerFolder;
import io.ovoscope.agent.replay.SavedAt;
import io.ovoscope.wire.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The checkpoints of one run that a folder holds.
 *
 * @param run that they say they are of; empty where they say none
 * @param files by step, at least one
 * @param remarks for the user
 */
record CheckpointSource(Optional<String> run, List<CheckpointFile> files, List<String> remarks) {
    CheckpointSource {
        files = List.copyOf(files);
        remarks = List.copyOf(remarks);
    }

    /**
     * Reads a folder of DL4J's listener, or of our own store.
     *
     * @param wanted run whose checkpoints are meant where there are several; empty for the only one
     * @throws CheckpointProblems where there are none, or it is not clear which are meant, or what they say cannot be read
     */
    static CheckpointSource of(Path directory, String wanted, Optional<SavedAt> savedAt) throws CheckpointProblems {
        if (!Files.isDirectory(directory)) {
            throw new CheckpointProblems(List.of("--checkpoints " + directory + ": there is no such folder"));
        }
        return ListenerFolder.is(directory) ? ofListener(directory, savedAt) : ofStore(directory, wanted);
    }

    private static CheckpointSource ofStore(Path directory, String wanted) throws CheckpointProblems {
        List<StoredCheckpoint> stored = stored(directory);
        TreeMap<String, List<CheckpointFile>> byRun = new TreeMap<>();
        for (StoredCheckpoint each : CheckpointFolder.withoutRetired(stored)) {
            byRun.computeIfAbsent(each.description().run(), run -> new ArrayList<>())
                    .add(CheckpointFile.of(each));
        }
        if (byRun.isEmpty()) {
            throw none(directory);
        }
        if (byRun.size() > 1 && !byRun.containsKey(wanted)) {
            throw new CheckpointProblems(List.of("checkpoints of several runs in " + directory
                    + ": expecting --run with one of " + byRun.keySet() + ", or the folder of one"));
        }
        String run = byRun.containsKey(wanted) ? wanted : byRun.firstKey();
        List<CheckpointFile> files = byRun.getOrDefault(run, List.of());
        int retired = (int) stored.stream()
                        .filter(each -> each.description().run().equals(run))
                        .count()
                - files.size();
        return new CheckpointSource(
                Optional.of(run),
                newestOfEachStep(files),
                retired == 0
                        ? List.of()
                        : List.of(retired + " checkpoints left out: a later attempt went on without them."));
    }

    private static List<StoredCheckpoint> stored(Path directory) throws CheckpointProblems {
        try {
            return CheckpointFolder.list(directory);
        } catch (IOException | CheckpointFormatException e) {
            throw new CheckpointProblems(List.of(e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    /** A step at which an attempt ended and the next began is there twice. */
    private static List<CheckpointFile> newestOfEachStep(List<CheckpointFile> files) {
        TreeMap<Long, CheckpointFile> byStep = new TreeMap<>();
        files.forEach(file -> byStep.put(file.step(), file));
        return List.copyOf(byStep.values());
    }

    private static CheckpointSource ofListener(Path directory, Optional<SavedAt> savedAt) throws CheckpointProblems {
        ListenerFolder folder = ListenerFolder.read(directory, savedAt);
        if (folder.checkpoints().isEmpty()) {
            throw none(directory);
        }
        String meaning = folder.savedAt() == SavedAt.ITERATION
                ? "saved after iterations: iteration i of the list is step i + 1"
                : "saved at the ends of epochs: iteration i of the list is step i";
        return new CheckpointSource(
                Optional.empty(),
                folder.checkpoints(),
                folder.assumed() ? List.of("Taken for " + meaning + " (--saved-at says otherwise).") : List.of());
    }

    private static CheckpointProblems none(Path directory) {
        return new CheckpointProblems(List.of("no checkpoints in " + directory
                + ": expecting those of the agent's store (*.step-*.json beside *.zip), in it or below, or those of"
                + " DL4J's CheckpointListener (checkpointInfo.txt and checkpoint_*.zip)"));
    }

    /** The manifest of the run that took them, where they say so. */
    Optional<RunManifest> manifest() {
        return files.get(files.size() - 1).manifest();
    }
}
