package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Baselines;
import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.ControlTask;
import io.ovoscope.collector.probe.Labels;
import io.ovoscope.collector.probe.Outcomes;
import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.collector.probe.Split;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes a probe set ready: chooses items, draws control labels, computes the floors. */
final class Preparation {
    /** What is no floor of a task because it is the task: SentLen asks for the length, WC which word of a few is there. */
    private static final Map<String, Set<Figure>> NO_FLOOR =
            Map.of("SentLen", Set.of(Figure.LENGTH_ONLY), "WC", Set.of(Figure.BAG_OF_WORDS));

    private final ProbeSet set;
    private final ScoreSettings settings;
    private final ProbeWorkspace workspace;
    private final int[] rowsOfSentence;
    private final String fingerprint;

    private Preparation(ProbeSet set, ScoreSettings settings, ProbeWorkspace workspace) {
        this.set = set;
        this.settings = settings;
        this.workspace = workspace;
        this.fingerprint = set.fingerprint();
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
        Preparation preparation = new Preparation(set, settings, workspace);
        List<PreparedInput> inputs = new ArrayList<>();
        for (TaskInput input : List.of(TaskInput.TOKEN, TaskInput.SENTENCE)) {
            List<TaskLabels> tasks = set.tasks().stream()
                    .filter(task -> task.info().input() == input && !task.info().isRegression())
                    .toList();
            if (!tasks.isEmpty()) {
                inputs.add(preparation.input(input, tasks));
            }
        }
        return new PreparedProbeSet(inputs, unprobeable(set));
    }

    private static Map<TaskInfo, String> unprobeable(ProbeSet set) {
        Map<TaskInfo, String> unprobeable = new LinkedHashMap<>();
        for (TaskLabels task : set.tasks()) {
            if (task.info().isRegression()) {
                unprobeable.put(task.info(), "regression targets are not probed by this version");
            } else if (task.info().input() == TaskInput.PAIR) {
                unprobeable.put(task.info(), "pairs of words are not probed by this version");
            }
        }
        return unprobeable;
    }

    private PreparedInput input(TaskInput input, List<TaskLabels> tasks) {
        int[] rowOf = labelled(input, tasks);
        int[] sentences = input == TaskInput.TOKEN
                ? Arrays.stream(rowOf).map(row -> set.words().sentence()[row]).toArray()
                : rowOf;
        Split split = Split.byPart(Arrays.stream(sentences)
                .map(sentence -> set.sentences().split()[sentence])
                .toArray());
        List<Labels> labels = new ArrayList<>();
        for (TaskLabels task : tasks) {
            int[] all = task.classLabels();
            labels.add(new Labels(
                    Arrays.stream(rowOf).map(row -> all[row]).toArray(),
                    task.info().classes().size()));
        }
        List<Map<Figure, Double>> floors = input == TaskInput.SENTENCE
                ? new SentenceFloorFits(set, settings, workspace).of(labels, sentences, split)
                : List.of();
        for (int t = 0; t < floors.size(); t++) {
            floors.get(t)
                    .keySet()
                    .removeAll(NO_FLOOR.getOrDefault(tasks.get(t).info().name(), Set.of()));
        }
        List<PreparedTask> prepared = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            Draft draft = new Draft(tasks.get(t).info(), labels.get(t), split, sources(sentences), fingerprint);
            prepared.add(
                    input == TaskInput.TOKEN ? tokenTask(draft, rowOf) : draft.task(null, new BitSet(), floors.get(t)));
        }
        return new PreparedInput(input, rowOf, split, prepared);
    }

    /** The rows, or sentences, that some task has a label for. */
    private int[] labelled(TaskInput input, List<TaskLabels> tasks) {
        boolean tokens = input == TaskInput.TOKEN;
        List<int[]> labels = tasks.stream().map(TaskLabels::classLabels).toList();
        return IntStream.range(0, tokens ? set.rows() : set.sentenceCount())
                .filter(i -> tokens || rowsOfSentence[i] > 0)
                .filter(i -> labels.stream().anyMatch(task -> task[i] >= 0))
                .toArray();
    }

    private int[] sources(int[] sentences) {
        return Arrays.stream(sentences)
                .map(sentence -> set.sentences().source()[sentence])
                .toArray();
    }

    private PreparedTask tokenTask(Draft draft, int[] rowOf) {
        int[] types = Arrays.stream(rowOf).map(row -> set.words().type()[row]).toArray();
        Labels labels = draft.labels();
        Split split = draft.split();
        BitSet unseen = Baselines.unseenTypes(labels, types, split);
        Outcomes lexicon = Baselines.lexicon(labels, types, split);
        Map<Figure, Double> floors = new EnumMap<>(Figure.class);
        if (lexicon.n() > 0) {
            floors.put(Figure.LEXICON, lexicon.accuracy());
            floors.put(Figure.UNSEEN_N, (double) unseen.cardinality());
        }
        if (!unseen.isEmpty()) {
            floors.put(Figure.UNSEEN_LEXICON, lexicon.only(unseen).accuracy());
        }
        Labels control = ControlTask.labels(labels, types, split.train(), settings.seed());
        return draft.task(control, unseen, floors);
    }

    /**
     * A task without what depends on its input.
     *
     * @param sources sentence that each item comes from, unaltered
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call
    private record Draft(TaskInfo info, Labels labels, Split split, int[] sources, String fingerprint) {
        PreparedTask task(@Nullable Labels control, BitSet unseen, Map<Figure, Double> floors) {
            Outcomes majority = Baselines.majority(labels, split);
            if (majority.n() > 0) {
                floors.put(Figure.MAJORITY, majority.accuracy());
            }
            Clusters clusters = Clusters.of(sources, labels.among(split.test()));
            String itemSet = fingerprint.substring(0, 16) + ":" + info.name();
            return new PreparedTask(info, labels, control, clusters, unseen, itemSet, new Figures(floors));
        }
    }
}
