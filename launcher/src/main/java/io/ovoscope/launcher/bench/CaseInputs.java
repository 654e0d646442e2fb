package io.ovoscope.launcher.bench;

import io.ovoscope.collector.probe.ControlTask;
import io.ovoscope.collector.probe.Labels;
import io.ovoscope.collector.probe.Split;
import io.ovoscope.launcher.bench.BenchCase.Input;
import io.ovoscope.launcher.bench.BenchCase.Task;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a probe set's tasks read and are labelled with, written as the files of a case: items, splits, labels and those of
 * the controls, as a collector makes them. Tasks that no probe can be trained on are left out.
 */
final class CaseInputs {
    private static final long CONTROL_SEED = 1;

    private final ProbeSet set;
    private final Path folder;
    private final Predicate<String> wanted;

    /** @param wanted which tasks, by name */
    CaseInputs(ProbeSet set, Path folder, Predicate<String> wanted) {
        this.set = set;
        this.folder = folder;
        this.wanted = wanted;
    }

    /** Items in the tasks' files, by what they are. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call
    private record Items(int[] first, int[] second, int[] sentences, int[] types) {}

    /** Writes all files but those of the activations. */
    List<Input> write() throws IOException {
        List<Input> inputs = new ArrayList<>();
        List<TaskLabels> tokens = tasks(TaskInput.TOKEN);
        if (!tokens.isEmpty()) {
            add(inputs, "token", BenchCase.WORDS, tokens, tokenItems(tokens));
        }
        List<TaskLabels> sentences = tasks(TaskInput.SENTENCE);
        if (!sentences.isEmpty()) {
            add(inputs, "sentence", BenchCase.SENTENCES, sentences, sentenceItems(sentences));
        }
        for (TaskLabels pairs : tasks(TaskInput.PAIR)) {
            add(inputs, pairs.info().name(), BenchCase.WORDS, List.of(pairs), pairItems(pairs));
        }
        return inputs;
    }

    private List<TaskLabels> tasks(TaskInput input) {
        return set.tasks().stream()
                .filter(task -> task.info().input() == input && !task.info().isRegression())
                .filter(task -> wanted.test(task.info().name()))
                .toList();
    }

    private Items tokenItems(List<TaskLabels> tasks) {
        List<int[]> labels = tasks.stream().map(TaskLabels::classLabels).toList();
        int[] rows = IntStream.range(0, set.rows())
                .filter(row -> labels.stream().anyMatch(task -> task[row] >= 0))
                .toArray();
        return new Items(
                rows,
                new int[0],
                at(rows, set.words().sentence()),
                at(rows, set.words().type()));
    }

    private Items sentenceItems(List<TaskLabels> tasks) {
        int[] rows = new int[set.sentenceCount()];
        for (int sentence : set.words().sentence()) {
            rows[sentence]++;
        }
        List<int[]> labels = tasks.stream().map(TaskLabels::classLabels).toList();
        int[] sentences = IntStream.range(0, rows.length)
                .filter(s -> rows[s] > 0 && labels.stream().anyMatch(task -> task[s] >= 0))
                .toArray();
        return new Items(sentences, new int[0], sentences, new int[0]);
    }

    /** A pair's type is the ordered pair of its words' types. */
    private Items pairItems(TaskLabels task) {
        int[] pairs = task.classLabels();
        int count = pairs.length / 3;
        int[] first = IntStream.range(0, count).map(i -> pairs[3 * i]).toArray();
        int[] second = IntStream.range(0, count).map(i -> pairs[3 * i + 1]).toArray();
        Map<List<Integer>, Integer> types = new HashMap<>();
        int[] typeOf = new int[count];
        int[] type = set.words().type();
        for (int i = 0; i < count; i++) {
            List<Integer> pair = List.of(type[first[i]], type[second[i]]);
            Integer known = types.putIfAbsent(pair, types.size());
            typeOf[i] = known == null ? types.size() - 1 : known;
        }
        return new Items(first, second, at(first, set.words().sentence()), typeOf);
    }

    private static int[] at(int[] chosen, int[] values) {
        return Arrays.stream(chosen).map(i -> values[i]).toArray();
    }

    private void add(List<Input> inputs, String name, String matrix, List<TaskLabels> tasks, Items items)
            throws IOException {
        boolean pairs = items.second().length > 0;
        int[] parts = at(items.sentences(), set.sentences().split());
        Split split = Split.byPart(parts);
        List<Task> kept = new ArrayList<>();
        Input input = new Input(name, matrix, pairs, items.first().length, List.of());
        for (TaskLabels task : tasks) {
            kept.addAll(write(input, labels(task, items, pairs), task.info().name(), items, split));
        }
        if (!kept.isEmpty()) {
            RawFiles.write(folder.resolve(input.firstFile()), items.first());
            RawFiles.write(folder.resolve(input.partFile()), parts);
            if (pairs) {
                RawFiles.write(folder.resolve(input.secondFile()), items.second());
            }
            inputs.add(new Input(name, matrix, pairs, input.items(), kept));
        }
    }

    private static Labels labels(TaskLabels task, Items items, boolean pairs) {
        int[] all = task.classLabels();
        int[] labels = pairs
                ? IntStream.range(0, items.first().length)
                        .map(i -> all[3 * i + 2])
                        .toArray()
                : at(items.first(), all);
        return new Labels(labels, task.info().classes().size());
    }

    private List<Task> write(Input input, Labels labels, String name, Items items, Split split) throws IOException {
        if (!canBeTrained(labels, split)) {
            return List.of();
        }
        List<Task> written = new ArrayList<>(List.of(new Task(name, name, labels.classes())));
        RawFiles.write(folder.resolve(input.labelsFile(written.get(0))), labels.of());
        if (items.types().length > 0) {
            Labels control = ControlTask.labels(labels, items.types(), split.train(), CONTROL_SEED);
            if (canBeTrained(control, split)) {
                Task task = new Task(name + Task.CONTROL, name, labels.classes());
                RawFiles.write(folder.resolve(input.labelsFile(task)), control.of());
                written.add(task);
            }
        }
        return written;
    }

    private static boolean canBeTrained(Labels labels, Split split) {
        long seen = Arrays.stream(labels.counts(split.train()))
                .filter(count -> count > 0)
                .count();
        return seen > 1 && labels.among(split.test()).length > 0 && labels.among(split.development()).length > 0;
    }
}
