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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a probe set ready: chooses items, draws control labels, computes the floors. */
final class Preparation {
    /** What is no floor of a task because it is the task: SentLen asks for the length, WC which word of a few is there. */
    private static final Map<String, Set<Figure>> NO_FLOOR =
            Map.of("SentLen", Set.of(Figure.LENGTH_ONLY), "WC", Set.of(Figure.BAG_OF_WORDS));

    private final ProbeSet set;
    private final ScoreSettings settings;
    private final ProbeWorkspace workspace;
    private final String fingerprint;

    private Preparation(ProbeSet set, ScoreSettings settings, ProbeWorkspace workspace) {
        this.set = set;
        this.settings = settings;
        this.workspace = workspace;
        this.fingerprint = set.fingerprint();
    }

    /**
     * Makes a probe set ready.
     *
     * @param workspace for the probes that are floors
     */
    static PreparedProbeSet prepare(ProbeSet set, ScoreSettings settings, ProbeWorkspace workspace) {
        Preparation preparation = new Preparation(set, settings, workspace);
        List<PreparedInput> inputs = new ArrayList<>();
        for (TaskInput input : TaskInput.values()) {
            List<TaskLabels> tasks = set.tasks().stream()
                    .filter(task -> task.info().input() == input && !task.info().isRegression())
                    .toList();
            if (!tasks.isEmpty()) {
                inputs.add(preparation.input(input, tasks));
            }
        }
        boolean structural = set.tasks().stream().map(TaskLabels::info).anyMatch(PreparedStructural::is);
        return new PreparedProbeSet(
                inputs,
                structural ? Optional.of(PreparedStructural.of(set, preparation.fingerprint)) : Optional.empty(),
                unprobeable(set));
    }

    private static Map<TaskInfo, String> unprobeable(ProbeSet set) {
        Map<TaskInfo, String> unprobeable = new LinkedHashMap<>();
        for (TaskLabels task : set.tasks()) {
            if (task.info().isRegression() && !PreparedStructural.is(task.info())) {
                unprobeable.put(
                        task.info(),
                        "its labels are numbers; this version probes classes, and of numbers only the structural probe's");
            }
        }
        return unprobeable;
    }

    private PreparedInput input(TaskInput input, List<TaskLabels> tasks) {
        ChosenItems items = ChosenItems.of(input, set, tasks);
        Split split = Split.byPart(Arrays.stream(items.sentence())
                .map(sentence -> set.sentences().split()[sentence])
                .toArray());
        int[] sources = Arrays.stream(items.sentence())
                .map(sentence -> set.sentences().source()[sentence])
                .toArray();
        List<Map<Figure, Double>> floors =
                input == TaskInput.SENTENCE ? sentenceFloors(tasks, items, split) : List.of();
        List<PreparedTask> prepared = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            Draft draft = new Draft(tasks.get(t).info(), items.labels().get(t), split, sources, fingerprint);
            prepared.add(
                    input == TaskInput.SENTENCE
                            ? draft.task(null, new BitSet(), floors.get(t))
                            : typedTask(draft, items));
        }
        return new PreparedInput(input, items.first(), items.second(), sources, split, prepared);
    }

    private List<Map<Figure, Double>> sentenceFloors(List<TaskLabels> tasks, ChosenItems items, Split split) {
        List<Map<Figure, Double>> floors =
                new SentenceFloorFits(set, settings, workspace).of(items.labels(), items.sentence(), split);
        for (int t = 0; t < floors.size(); t++) {
            floors.get(t)
                    .keySet()
                    .removeAll(NO_FLOOR.getOrDefault(tasks.get(t).info().name(), Set.of()));
        }
        return floors;
    }

    /** A task whose items have word types: words, and pairs of words. */
    private PreparedTask typedTask(Draft draft, ChosenItems items) {
        Labels labels = draft.labels();
        Split split = draft.split();
        int[] types = items.types();
        BitSet unseen = Baselines.unseenTypes(labels, types, split);
        Outcomes lexicon = items.words().isEmpty()
                ? Baselines.lexicon(labels, types, split)
                : Baselines.pairLexicon(
                        labels, types, items.words().get(0), items.words().get(1), split);
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
