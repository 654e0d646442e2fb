package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Labels;
import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.collector.probe.Split;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes a probe set ready: chooses items, draws control labels, computes the floors. */
final class Preparation {
    private final ProbeSet set;
    private final int[] rowsOfSentence;
    private final TaskFloors floors;

    private Preparation(ProbeSet set, TaskFloors floors) {
        this.set = set;
        this.floors = floors;
        rowsOfSentence = new int[set.sentenceCount()];
        for (int sentence : set.words().sentence()) {
            rowsOfSentence[sentence]++;
        }
    }

    /**
     * Makes a probe set ready.
     *
     * @param workspace for the probes that are floors
     */
    static PreparedProbeSet prepare(ProbeSet set, ScoreSettings settings, ProbeWorkspace workspace) {
        return new Preparation(set, new TaskFloors(set, settings, workspace)).prepare();
    }

    private PreparedProbeSet prepare() {
        Map<TaskInfo, String> unprobeable = new LinkedHashMap<>();
        List<PreparedInput> inputs = new ArrayList<>();
        for (TaskInput input : List.of(TaskInput.TOKEN, TaskInput.SENTENCE)) {
            List<TaskLabels> tasks = set.tasks().stream()
                    .filter(task -> task.info().input() == input && !task.info().isRegression())
                    .toList();
            if (!tasks.isEmpty()) {
                inputs.add(input(input, tasks));
            }
        }
        for (TaskLabels task : set.tasks()) {
            if (task.info().isRegression()) {
                unprobeable.put(task.info(), "regression targets are not probed by this version");
            } else if (task.info().input() == TaskInput.PAIR) {
                unprobeable.put(task.info(), "pairs of words are not probed by this version");
            }
        }
        return new PreparedProbeSet(set, inputs, unprobeable);
    }

    private PreparedInput input(TaskInput input, List<TaskLabels> tasks) {
        List<int[]> labels = tasks.stream().map(TaskLabels::classLabels).toList();
        int count = input == TaskInput.TOKEN ? set.rows() : set.sentenceCount();
        int[] items = IntStream.range(0, count)
                .filter(i -> input == TaskInput.TOKEN || rowsOfSentence[i] > 0)
                .filter(i -> labels.stream().anyMatch(task -> task[i] >= 0))
                .toArray();
        int[] sentences = Arrays.stream(items).map(i -> sentenceOf(input, i)).toArray();
        int[] parts = Arrays.stream(sentences)
                .map(sentence -> set.sentences().split()[sentence])
                .toArray();
        Split split = Split.byPart(parts);
        List<PreparedTask> prepared = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            int[] all = labels.get(t);
            int[] own = Arrays.stream(items).map(i -> all[i]).toArray();
            TaskInfo info = tasks.get(t).info();
            prepared.add(task(info, new Labels(own, info.classes().size()), items, sentences, split));
        }
        return new PreparedInput(input, items, split, prepared);
    }

    private int sentenceOf(TaskInput input, int item) {
        return input == TaskInput.TOKEN ? set.words().sentence()[item] : item;
    }

    private PreparedTask task(TaskInfo info, Labels labels, int[] items, int[] sentences, Split split) {
        int[] test = labels.among(split.test());
        int[] clusters = Arrays.stream(test)
                .map(item -> set.sentences().source()[sentences[item]])
                .toArray();
        String itemSet = set.fingerprint().substring(0, 16) + ":" + info.name();
        return floors.complete(info, labels, items, split, clusters, itemSet);
    }
}
