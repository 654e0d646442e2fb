package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/**
 * {@code SentLen}: how many words a sentence has, in bins that are as balanced as whole lengths allow (Conneau et al. 2018 have six fixed
 * ones). The bins are quantiles of the probe set itself and named by their bounds, for example {@code 7-10}.
 */
final class SentenceLength implements ProbingTask {
    private static final TaskOutline OUTLINE =
            new TaskOutline("SentLen", Level.SURFACE, TaskInput.SENTENCE, LabelSource.GOLD, List.of());

    private final int count;

    SentenceLength(int count) {
        this.count = count;
    }

    @Override
    public TaskOutline outline() {
        return OUTLINE;
    }

    @Override
    public ClassDraft draft(ProbeSentences sentences, Random random) {
        NavigableMap<Integer, String> bins = bins(sentences);
        List<LabelledItem> items = new ArrayList<>();
        for (int s = 0; s < sentences.size(); s++) {
            int length = sentences.get(s).words().size();
            items.add(LabelledItem.ofSentence(s, bins.ceilingEntry(length).getValue()));
        }
        return TaskDraft.of(items, "there are no sentences");
    }

    /** Names of the bins by their longest length: those where the cumulative count comes nearest to the bin's share. */
    private NavigableMap<Integer, String> bins(ProbeSentences sentences) {
        TreeMap<Integer, Integer> upTo = new TreeMap<>();
        List<Integer> lengths = sentences.sentences().stream()
                .map(sentence -> sentence.words().size())
                .sorted()
                .toList();
        for (int i = 0; i < lengths.size(); i++) {
            upTo.put(lengths.get(i), i + 1);
        }
        TreeMap<Integer, String> names = new TreeMap<>();
        int first = upTo.firstKey();
        for (int bin = 1; bin <= count; bin++) {
            double share = (double) bin * lengths.size() / count;
            int last = nearest(upTo, share);
            if (last >= first) {
                names.put(last, first == last ? Integer.toString(last) : first + "-" + last);
                first = last + 1;
            }
        }
        return names;
    }

    private static int nearest(Map<Integer, Integer> upTo, double share) {
        return upTo.entrySet().stream()
                .min(Comparator.comparingDouble(length -> Math.abs(length.getValue() - share)))
                .orElseThrow()
                .getKey();
    }
}
