package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Labels;
import io.ovoscope.collector.probe.PairTypes;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The items that tasks of one input share: everything that some of them has a label for.
 *
 * @param first for each item its row; of a sentence its number
 * @param second for each pair its second row, else empty
 * @param sentence of each item
 * @param types a number for each item's word type, of a pair for the ordered pair of word types; empty for sentences
 * @param words the word type of each pair's first word and of its second one; none for other items
 * @param labels of each task
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one preparation
record ChosenItems(int[] first, int[] second, int[] sentence, int[] types, List<int[]> words, List<Labels> labels) {

    static ChosenItems of(TaskInput input, ProbeSet set, List<TaskLabels> tasks) {
        return switch (input) {
            case TOKEN -> tokens(set, tasks);
            case SENTENCE -> sentences(set, tasks);
            case PAIR -> pairs(set, tasks);
        };
    }

    private static ChosenItems tokens(ProbeSet set, List<TaskLabels> tasks) {
        int[] rows = labelled(set.rows(), tasks, row -> true);
        return new ChosenItems(
                rows,
                new int[0],
                at(set.words().sentence(), rows),
                at(set.words().type(), rows),
                List.of(),
                labels(tasks, rows));
    }

    private static ChosenItems sentences(ProbeSet set, List<TaskLabels> tasks) {
        boolean[] hasRows = new boolean[set.sentenceCount()];
        for (int sentence : set.words().sentence()) {
            hasRows[sentence] = true;
        }
        int[] sentences = labelled(set.sentenceCount(), tasks, sentence -> hasRows[sentence]);
        return new ChosenItems(sentences, new int[0], sentences, new int[0], List.of(), labels(tasks, sentences));
    }

    private static int[] labelled(int count, List<TaskLabels> tasks, IntPredicate there) {
        List<int[]> labels = tasks.stream().map(TaskLabels::classLabels).toList();
        return IntStream.range(0, count)
                .filter(there)
                .filter(i -> labels.stream().anyMatch(task -> task[i] >= 0))
                .toArray();
    }

    private static List<Labels> labels(List<TaskLabels> tasks, int[] chosen) {
        return tasks.stream()
                .map(task -> new Labels(
                        at(task.classLabels(), chosen), task.info().classes().size()))
                .toList();
    }

    /**
     * Pairs in the order of their rows. Tasks share the pairs that both have; a pair that a task has twice is two items. Pairs across
     * two sentences are left out: their rows might stand in different parts of the split.
     */
    private static ChosenItems pairs(ProbeSet set, List<TaskLabels> tasks) {
        Map<Pair, int[]> found = new TreeMap<>();
        for (int t = 0; t < tasks.size(); t++) {
            int[] labels = tasks.get(t).classLabels();
            Map<Pair, Integer> copies = new HashMap<>();
            for (int at = 0; at < labels.length; at += 3) {
                if (labels[at + 2] >= 0
                        && set.words().sentence()[labels[at]] == set.words().sentence()[labels[at + 1]]) {
                    int copy = copies.merge(new Pair(labels[at], labels[at + 1], 0), 1, Integer::sum);
                    found.computeIfAbsent(new Pair(labels[at], labels[at + 1], copy), pair -> unlabelled(tasks.size()))[
                                    t] =
                            labels[at + 2];
                }
            }
        }
        int[] first = found.keySet().stream().mapToInt(Pair::first).toArray();
        int[] second = found.keySet().stream().mapToInt(Pair::second).toArray();
        List<Labels> labels = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            int task = t;
            labels.add(new Labels(
                    found.values().stream().mapToInt(of -> of[task]).toArray(),
                    tasks.get(t).info().classes().size()));
        }
        int[] typeOfRow = set.words().type();
        return new ChosenItems(
                first,
                second,
                at(set.words().sentence(), first),
                PairTypes.of(typeOfRow, first, second),
                List.of(at(typeOfRow, first), at(typeOfRow, second)),
                labels);
    }

    /** One of perhaps several equal pairs. */
    private record Pair(int first, int second, int copy) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byFirst = Integer.compare(first, other.first);
            int bySecond = byFirst != 0 ? byFirst : Integer.compare(second, other.second);
            return bySecond != 0 ? bySecond : Integer.compare(copy, other.copy);
        }
    }

    private static int[] unlabelled(int tasks) {
        int[] labels = new int[tasks];
        Arrays.fill(labels, Labels.NONE);
        return labels;
    }

    private static int[] at(int[] values, int[] chosen) {
        return Arrays.stream(chosen).map(i -> values[i]).toArray();
    }
}
