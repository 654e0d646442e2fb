package io.ovoscope.launcher.replay;

import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Says in what two probe sets differ: their fingerprints say only that they do. */
final class ProbeSetDifference {
    private ProbeSetDifference() {}

    /**
     * Why a probe set is not the run's; empty where it is.
     *
     * @param manifest of the run
     * @param there the run's probe set, where it can be had
     * @param here the one that was made anew
     */
    static Optional<String> between(RunManifest manifest, Optional<ProbeSet> there, ProbeSet here) {
        if (manifest.probeSet().equals(here.fingerprint())) {
            return Optional.empty();
        }
        List<String> differences = new ArrayList<>();
        there.ifPresent(set -> {
            add(differences, "sentences", set.sentenceCount(), here.sentenceCount());
            add(differences, "words", set.rows(), here.rows());
            if (set.sentenceCount() == here.sentenceCount()
                    && !Arrays.equals(set.sentences().split(), here.sentences().split())) {
                differences.add("another split into training, development and test part (seed?)");
            }
        });
        tasks(
                differences,
                manifest.tasks(),
                here.tasks().stream().map(TaskLabels::info).toList());
        if (differences.isEmpty()) {
            differences.add("as many sentences, words and tasks, but other words or labels");
        }
        return Optional.of(
                "the probe set is not that of run '" + manifest.run() + "' (" + manifest.probeSet() + ", here "
                        + here.fingerprint() + "): " + String.join("; ", differences)
                        + ". Points of another probe set cannot stand in its curves: expecting the same text and settings, or a run of"
                        + " another name");
    }

    private static void tasks(List<String> differences, List<TaskInfo> there, List<TaskInfo> here) {
        List<String> missing = names(there);
        missing.removeAll(names(here));
        List<String> more = names(here);
        more.removeAll(names(there));
        if (!missing.isEmpty()) {
            differences.add("without tasks " + missing);
        }
        if (!more.isEmpty()) {
            differences.add("with further tasks " + more);
        }
        for (TaskInfo task : here) {
            there.stream()
                    .filter(other -> other.name().equals(task.name()) && !other.equals(task))
                    .forEach(other -> differences.add(
                            "task " + task.name() + " of classes " + other.classes() + ", here " + task.classes()));
        }
    }

    private static List<String> names(List<TaskInfo> tasks) {
        return new ArrayList<>(tasks.stream().map(TaskInfo::name).toList());
    }

    private static void add(List<String> differences, String what, int there, int here) {
        if (there != here) {
            differences.add(there + " " + what + ", here " + here);
        }
    }
}
