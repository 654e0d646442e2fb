package io.ovoscope.launcher.replay;

import io.ovoscope.agent.replay.CheckpointFile;
import io.ovoscope.wire.RunManifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which checkpoints are replayed, and why the others are not.
 *
 * @param chosen by step
 * @param left what is said of each of the others, by step
 */
record ReplayChoice(List<CheckpointFile> chosen, NavigableMap<Long, String> left) {
    ReplayChoice {
        chosen = List.copyOf(chosen);
        left = new TreeMap<>(left);
    }

    /**
     * Chooses.
     *
     * @param files by step
     * @param manifest of the run, where it is there
     * @param complete steps that the run has all points of
     * @param wanted steps asked for; empty for all
     * @param replace whether complete ones are taken too
     * @throws IllegalArgumentException where a step is asked for that there is no checkpoint of
     */
    static ReplayChoice of(
            List<CheckpointFile> files,
            Optional<RunManifest> manifest,
            Set<Long> complete,
            Collection<Long> wanted,
            boolean replace) {
        requireThere(files, wanted);
        List<CheckpointFile> chosen = new ArrayList<>();
        TreeMap<Long, String> left = new TreeMap<>();
        for (CheckpointFile file : files) {
            if (isRetired(file, manifest)) {
                left.put(file.step(), "left out: attempt " + file.attempt() + " went on without it");
            } else if (!wanted.isEmpty() && !wanted.contains(file.step())) {
                left.put(file.step(), "not asked for");
            } else if (complete.contains(file.step()) && !replace) {
                left.put(file.step(), "the run has it (--replace examines it again)");
            } else {
                chosen.add(file);
            }
        }
        return new ReplayChoice(chosen, left);
    }

    private static void requireThere(List<CheckpointFile> files, Collection<Long> wanted) {
        List<Long> there = files.stream().map(CheckpointFile::step).toList();
        List<Long> missing =
                wanted.stream().filter(step -> !there.contains(step)).sorted().toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "--steps " + missing + ": no such checkpoint: expecting some of " + there);
        }
    }

    /**
     * A training run that was resumed earlier has taken these steps anew. The one it was resumed from is the same model in both
     * attempts.
     */
    private static boolean isRetired(CheckpointFile file, Optional<RunManifest> manifest) {
        return file.attempt() > 0
                && file.step() > 0
                && manifest.filter(of -> of.isRetired(file.attempt(), file.step() - 1))
                        .isPresent();
    }
}
