package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.task.AlteredSentence;
import io.ovoscope.agent.probeset.task.ClassDraft;
import io.ovoscope.agent.probeset.task.LabelledItem;
import io.ovoscope.agent.probeset.task.NumberDraft;
import io.ovoscope.agent.probeset.task.ProbeSentences;
import io.ovoscope.agent.probeset.task.ProbingTask;
import io.ovoscope.agent.probeset.task.TaskDraft;
import io.ovoscope.agent.probeset.task.TaskOutline;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.SkippedTask;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Gathers the tasks that can be probed and lays everything out in rows: unaltered sentences first, altered copies after them. */
final class ProbeSetBuilder {
    private final ProbeSentences originals;
    private final int minTrainItems;
    private final List<AlteredSentence> altered = new ArrayList<>();
    private final List<AcceptedTask> accepted = new ArrayList<>();
    private final List<SkippedTask> skipped = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    ProbeSetBuilder(ProbeSentences originals, int minTrainItems) {
        this.originals = originals;
        this.minTrainItems = minTrainItems;
    }

    /** Adds a task with its altered sentences, or notes why it cannot be probed. */
    void add(ProbingTask task, Random random) {
        TaskOutline outline = task.outline();
        TaskDraft found = task.draft(originals, random);
        if (found instanceof ClassDraft draft) {
            add(outline, draft);
        } else if (found instanceof NumberDraft draft) {
            add(outline, draft);
        }
    }

    private void add(TaskOutline outline, ClassDraft draft) {
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
        draft.remarks().forEach(remark -> remarks.add(outline.name() + ": " + remark));
        tally.leftOut(classes).ifPresent(remark -> remarks.add(outline.name() + ": " + remark));
        altered.addAll(draft.altered());
        accepted.add(new AcceptedTask.Classified(outline, classes, items));
    }

    private void add(TaskOutline outline, NumberDraft draft) {
        Optional<String> obstacle = draft.sentences().isEmpty()
                ? Optional.of(draft.whenEmpty())
                : Stream.of(Split.values())
                        .filter(split -> draft.sentences().stream()
                                .noneMatch(s -> originals.splits().get(s) == split))
                        .map(split -> "no sentence of it in the " + split.name().toLowerCase(Locale.ROOT) + " part")
                        .findFirst();
        if (obstacle.isPresent()) {
            skipped.add(new SkippedTask(outline.name(), obstacle.get()));
        } else {
            accepted.add(new AcceptedTask.Measured(outline, draft.targets()));
        }
    }

    private Split split(int sentence, int firstAltered, ClassDraft draft) {
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
                accepted.stream().map(task -> task.labels(layout)).toList();
        List<String> all = new ArrayList<>(earlier);
        all.addAll(remarks);
        ProbeSet set = new ProbeSet(layout.words(originals.sentences()), sentences(), labels);
        return new ProbeCorpus(set, sentences, skipped, all);
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
