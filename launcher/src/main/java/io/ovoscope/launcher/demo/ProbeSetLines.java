package io.ovoscope.launcher.demo;

import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.probeset.task.BuiltInTasks;
import io.ovoscope.wire.SkippedTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user is told of the probe set before training begins: what became of the sentences and of the user's own labels in full, what
 * built-in tasks leave out or choose by the tasks' names alone, since the log has it, and of tasks that are not probed the reasons.
 */
final class ProbeSetLines {
    private ProbeSetLines() {}

    /** Lines about sentences and labels; none where there is nothing to say. */
    static List<String> remarks(ProbeCorpus corpus) {
        List<String> lines = new ArrayList<>();
        List<String> tasks = new ArrayList<>();
        for (String remark : corpus.remarks()) {
            builtIn(remark).ifPresentOrElse(tasks::add, () -> lines.add("  " + remark));
        }
        if (!tasks.isEmpty()) {
            lines.add("  left out or chosen among items of "
                    + String.join(", ", tasks.stream().distinct().toList())
                    + ": logs/training.log in the data folder says what and why");
        }
        if (!lines.isEmpty()) {
            lines.add(0, "Probe set:");
        }
        return lines;
    }

    /** The built-in task that a remark is about. */
    private static Optional<String> builtIn(String remark) {
        return BuiltInTasks.names().stream()
                .filter(name -> remark.startsWith(name + ": "))
                .findFirst();
    }

    /** A line for each reason why tasks are not probed. */
    static List<String> skipped(List<SkippedTask> skipped) {
        Map<String, List<String>> tasks = new LinkedHashMap<>();
        skipped.forEach(task ->
                tasks.computeIfAbsent(task.reason(), any -> new ArrayList<>()).add(task.task()));
        return tasks.entrySet().stream()
                .map(reason -> "Not probed, because " + reason.getKey() + ": " + String.join(", ", reason.getValue()))
                .toList();
    }
}
