package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.task.AlteredSentence;
import io.ovoscope.agent.probeset.task.LabelledItem;
import io.ovoscope.agent.probeset.task.ProbeSentences;
import io.ovoscope.agent.probeset.task.ProbingTask;
import io.ovoscope.agent.probeset.task.TaskDraft;
import io.ovoscope.agent.probeset.task.TaskOutline;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.SkippedTask;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Gathers the tasks that can be probed and lays everything out in rows: unaltered sentences first, altered copies after them. */
final class ProbeSetBuilder {
    private final ProbeSentences originals;
    private final int minTrainItems;
    private final List<AlteredSentence> altered = new ArrayList<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<SkippedTask> skipped = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    ProbeSetBuilder(ProbeSentences originals, int minTrainItems) {
        this.originals = originals;
        this.minTrainItems = minTrainItems;
    }

    /** A task with the classes that are kept; items of other classes are among its items still. */
    private record Accepted(TaskOutline outline, List<String> classes, List<LabelledItem> items) {
        TaskInfo info() {
            return new TaskInfo(outline.name(), outline.level(), outline.input(), outline.source(), classes);
        }
    }

    /** Adds a task with its altered sentences, or notes why it cannot be probed. */
    void add(ProbingTask task, Random random) {
        TaskOutline outline = task.outline();
        TaskDraft draft = task.draft(originals, random);
        int first = originals.size() + altered.size();
        List<LabelledItem> items = new ArrayList<>(draft.items());
        for (int i = 0; i < draft.altered().size(); i++) {
            items.add(LabelledItem.ofSentence(first + i, draft.altered().get(i).label()));
        }
        ClassTally tally = new ClassTally(items, sentence -> split(sentence, first, draft), minTrainItems);
        List<String> classes = tally.kept(outline.classes());
        Optional<String> obstacle = items.isEmpty() ? Optional.of(draft.whenEmpty()) : tally.obstacle(classes);
        if (obstacle.isPresent()) {
            skipped.add(new SkippedTask(outline.name(), obstacle.get()));
            return;
        }
        tally.leftOut(classes).ifPresent(remark -> remarks.add(outline.name() + ": " + remark));
        altered.addAll(draft.altered());
        accepted.add(new Accepted(outline, classes, items));
    }

    private Split split(int sentence, int firstAltered, TaskDraft draft) {
        boolean isOriginal = sentence < originals.size();
        return originals
                .splits()
                .get(
                        isOriginal
                                ? sentence
                                : draft.altered().get(sentence - firstAltered).source());
    }

    /**
     * @param earlier remarks on what came before the tasks
     * @throws IllegalArgumentException where no task can be probed
     */
    ProbeCorpus build(List<String> earlier) {
        if (accepted.isEmpty()) {
            List<String> reasons = skipped.stream()
                    .map(task -> task.task() + ": " + task.reason())
                    .toList();
            throw new IllegalArgumentException("no task can be probed: " + String.join("; ", reasons));
        }
        List<List<String>> sentences = new ArrayList<>();
        originals.sentences().forEach(sentence -> sentences.add(sentence.words()));
        altered.forEach(copy -> sentences.add(copy.words()));
        RowLayout layout = new RowLayout(sentences);
        List<TaskLabels> labels =
                accepted.stream().map(task -> labels(task, layout)).toList();
        List<String> all = new ArrayList<>(earlier);
        all.addAll(remarks);
        ProbeSet set = new ProbeSet(layout.words(originals.sentences()), sentences(), labels);
        return new ProbeCorpus(set, sentences, skipped, all);
    }

    private static TaskLabels labels(Accepted task, RowLayout layout) {
        return switch (task.outline().input()) {
            case TOKEN -> {
                int[] labels = unlabelled(layout.rows());
                task.items().forEach(item -> labels[layout.row(item.sentence(), item.first())] = label(task, item));
                yield TaskLabels.ofTokens(task.info(), labels);
            }
            case SENTENCE -> {
                int[] labels = unlabelled(layout.sentences());
                task.items().forEach(item -> labels[item.sentence()] = label(task, item));
                yield TaskLabels.ofSentences(task.info(), labels);
            }
            case PAIR ->
                TaskLabels.ofPairs(
                        task.info(),
                        task.items().stream()
                                .flatMapToInt(item -> Arrays.stream(new int[] {
                                    layout.row(item.sentence(), item.first()),
                                    layout.row(item.sentence(), item.second()),
                                    label(task, item)
                                }))
                                .toArray());
        };
    }

    private static int[] unlabelled(int length) {
        int[] labels = new int[length];
        Arrays.fill(labels, -1);
        return labels;
    }

    private static int label(Accepted task, LabelledItem item) {
        return task.classes().indexOf(item.label());
    }

    private ProbeSet.Sentences sentences() {
        int[] source = new int[originals.size() + altered.size()];
        for (int s = 0; s < source.length; s++) {
            source[s] =
                    s < originals.size() ? s : altered.get(s - originals.size()).source();
        }
        int[] documents = Documents.numbers(originals.sentences());
        return new ProbeSet.Sentences(
                Arrays.stream(source).map(s -> documents[s]).toArray(),
                Arrays.stream(source).map(s -> originals.splits().get(s).code()).toArray(),
                source);
    }
}
