package io.ovoscope.launcher.bench.agent;

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
import java.util.OptionalInt;
import java.util.Random;

/** A probe set of made-up sentences that fill the network's window. */
public record MadeProbes(ProbeCorpus corpus, WordVocabulary encoder) {
    /** 67 sentences of 31 words and their beginning: 2,144 tokens. */
    private static final int SENTENCES = 67;

    /** Least that a snapshot of the benchmark runs through the network. */
    static final int TOKENS = SENTENCES * Size.WINDOW_TOKENS;

    private static final int WORDS = Size.WINDOW_TOKENS - 1;

    static MadeProbes of(Size size) {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 1; id < size.vocabulary(); id++) {
            ids.put("w" + id, id);
        }
        Random random = new Random(2);
        List<List<String>> sentences = new ArrayList<>();
        for (int s = 0; s < SENTENCES; s++) {
            sentences.add(random.ints(WORDS, 1, size.vocabulary())
                    .mapToObj(id -> "w" + id)
                    .toList());
        }
        return new MadeProbes(
                new ProbeCorpus(set(SENTENCES, WORDS), sentences, List.of(), List.of()),
                new WordVocabulary(ids, 1, false, OptionalInt.of(0), OptionalInt.empty()));
    }

    /** Sentences of as many words each, with one task of two classes. */
    public static ProbeSet set(int sentences, int words) {
        int rows = sentences * words;
        int[] sentence = new int[rows];
        int[] type = new int[rows];
        int[] label = new int[rows];
        for (int row = 0; row < rows; row++) {
            sentence[row] = row / words;
            type[row] = row;
            label[row] = row % 2;
        }
        int[] heads = new int[rows];
        Arrays.fill(heads, ProbeSet.NO_HEAD);
        int[] each = new int[sentences];
        int[] split = new int[sentences];
        for (int s = 0; s < sentences; s++) {
            each[s] = s;
            split[s] = s % 3;
        }
        TaskInfo task = new TaskInfo("Made", Level.SURFACE, TaskInput.TOKEN, LabelSource.GOLD, List.of("A", "B"));
        return new ProbeSet(
                new ProbeSet.Words(sentence, type, new int[rows], heads),
                new ProbeSet.Sentences(each, split, each.clone()),
                List.of(TaskLabels.ofTokens(task, label)));
    }
}
