package io.ovoscope.agent;

import io.ovoscope.agent.activation.WordVocabulary;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Sentences of 1 to 7 of the words {@code w1} … {@code w19}, and the vocabulary for them. */
public final class TinyCorpus {
    private TinyCorpus() {}

    public static ProbeCorpus of(int sentenceCount) {
        List<List<String>> sentences = IntStream.range(0, sentenceCount)
                .mapToObj(s -> IntStream.rangeClosed(0, s % 7)
                        .mapToObj(w -> "w" + (1 + (3 * s + w) % 19))
                        .toList())
                .toList();
        return of(sentences);
    }

    public static ProbeCorpus of(List<List<String>> sentences) {
        List<Integer> sentence = new ArrayList<>();
        for (int s = 0; s < sentences.size(); s++) {
            for (int w = 0; w < sentences.get(s).size(); w++) {
                sentence.add(s);
            }
        }
        int rows = sentence.size();
        int[] heads = new int[rows];
        Arrays.fill(heads, ProbeSet.NO_HEAD);
        TaskInfo task =
                new TaskInfo("Parity", Level.SURFACE, TaskInput.TOKEN, LabelSource.GOLD, List.of("even", "odd"));
        ProbeSet set = new ProbeSet(
                new ProbeSet.Words(
                        sentence.stream().mapToInt(Integer::intValue).toArray(), new int[rows], new int[rows], heads),
                new ProbeSet.Sentences(
                        new int[sentences.size()],
                        new int[sentences.size()],
                        IntStream.range(0, sentences.size()).toArray()),
                List.of(TaskLabels.ofTokens(
                        task, IntStream.range(0, rows).map(row -> row % 2).toArray())));
        return new ProbeCorpus(set, sentences, List.of(), List.of());
    }

    public static WordVocabulary vocabulary() {
        Map<String, Integer> ids = new HashMap<>();
        IntStream.range(1, TinyNetworks.WORDS).forEach(id -> ids.put("w" + id, id));
        return new WordVocabulary(ids, 0, true);
    }
}
