package io.ovoscope.agent.activation;

import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskLabels;
import io.ovoscope.wire.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A probe set of which long sentences are cut to the network's positions. The words behind leave it, with their labels and the pairs
 * they are in; a cut sentence keeps the labels of its other words and pairs, and loses its tree and what is said of it as a whole, which
 * the network does not see. It is another probe set, with a fingerprint of its own.
 */
public final class CutCorpus {
    private static final int NO_LABEL = -1;
    private static final int GONE = -1;

    private final ProbeCorpus corpus;
    private final int[] kept;
    private final int[] newRow;

    private CutCorpus(ProbeCorpus corpus, int[] kept) {
        this.corpus = corpus;
        this.kept = kept;
        this.newRow = newRow();
    }

    /**
     * The corpus as settings want it: cut where {@code network.longSentences} is {@code TRUNCATE} and something is too long, else as it
     * is. What was cut is among the remarks.
     *
     * @throws IllegalArgumentException where not even the first word of a sentence fits
     */
    public static ProbeCorpus fit(ProbeCorpus corpus, WordEncoder encoder, NetworkSettings settings) {
        if (settings.longSentences() != LongSentences.TRUNCATE) {
            return corpus;
        }
        int[] kept = corpus.sentences().stream()
                .mapToInt(words -> fitting(words, encoder, settings.sequenceLength()))
                .toArray();
        CutCorpus cut = new CutCorpus(corpus, kept);
        return IntStream.range(0, kept.length).anyMatch(cut::isCut) ? cut.build(settings.sequenceLength()) : corpus;
    }

    private static int fitting(List<String> words, WordEncoder encoder, int length) {
        EncodedSentence sentence = EncodedSentence.of(encoder.encodeSentence(words));
        int specials = sentence.length() - sentence.inWords();
        int[] piece = sentence.firstPiece();
        int fitting = 0;
        while (fitting < words.size() && specials + piece[fitting + 1] - piece[0] <= length) {
            fitting++;
        }
        if (fitting == 0) {
            throw new IllegalArgumentException("the first word of the sentence '" + String.join(" ", words) + "' has "
                    + (piece[1] - piece[0]) + " pieces, and start and end " + specials + ": expecting at most " + length
                    + " together (network.sequenceLength); set network.longSentences to WINDOWS");
        }
        return fitting;
    }

    private boolean isCut(int sentence) {
        return kept[sentence] < corpus.sentences().get(sentence).size();
    }

    private int[] newRow() {
        int[] rows = new int[corpus.set().rows()];
        int row = 0;
        int at = 0;
        for (int s = 0; s < kept.length; s++) {
            for (int w = 0; w < corpus.sentences().get(s).size(); w++) {
                rows[at++] = w < kept[s] ? row++ : GONE;
            }
        }
        return rows;
    }

    private ProbeCorpus build(int length) {
        ProbeSet set = new ProbeSet(
                words(),
                corpus.set().sentences(),
                corpus.set().tasks().stream().map(this::labels).toList());
        List<List<String>> sentences = IntStream.range(0, kept.length)
                .mapToObj(s -> corpus.sentences().get(s).subList(0, kept[s]))
                .toList();
        List<String> remarks = new ArrayList<>(corpus.remarks());
        remarks.add(IntStream.range(0, kept.length).filter(this::isCut).count() + " of " + kept.length
                + " sentences are cut to " + length + " positions: "
                + (corpus.set().rows() - set.rows())
                + " words are not probed, and the cut sentences have no tree and no label of the whole");
        return new ProbeCorpus(set, sentences, corpus.skipped(), remarks);
    }

    private ProbeSet.Words words() {
        ProbeSet.Words old = corpus.set().words();
        int[] head = IntStream.range(0, old.head().length)
                .map(row -> isCut(old.sentence()[row])
                        ? ProbeSet.NO_HEAD
                        : old.head()[row] < 0 ? old.head()[row] : newRow[old.head()[row]])
                .toArray();
        return new ProbeSet.Words(
                ofKeptRows(old.sentence()), ofKeptRows(old.type()), ofKeptRows(old.punctuation()), ofKeptRows(head));
    }

    private int[] ofKeptRows(int[] values) {
        return keptRows().map(row -> values[row]).toArray();
    }

    private IntStream keptRows() {
        return IntStream.range(0, newRow.length).filter(row -> newRow[row] != GONE);
    }

    private TaskLabels labels(TaskLabels task) {
        return switch (task.info().input()) {
            case TOKEN ->
                task.info().isRegression()
                        ? new TaskLabels(task.info(), numbers(task))
                        : TaskLabels.ofTokens(task.info(), ofKeptRows(task.classLabels()));
            case SENTENCE ->
                task.info().isRegression()
                        ? new TaskLabels(task.info(), numbersOfSentences(task))
                        : TaskLabels.ofSentences(task.info(), classesOfSentences(task.classLabels()));
            case PAIR -> task.info().isRegression() ? task : TaskLabels.ofPairs(task.info(), pairs(task.classLabels()));
        };
    }

    /** Numbers of words follow from the tree. */
    private Tensor numbers(TaskLabels task) {
        float[] old = task.labels().floats(task.info().name());
        int[] sentence = corpus.set().words().sentence();
        int[] rows = keptRows().toArray();
        float[] numbers = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            numbers[i] = isCut(sentence[rows[i]]) ? Float.NaN : old[rows[i]];
        }
        return Tensor.ofFloats(numbers, List.of((long) numbers.length));
    }

    private Tensor numbersOfSentences(TaskLabels task) {
        float[] numbers = task.labels().floats(task.info().name()).clone();
        IntStream.range(0, numbers.length).filter(this::isCut).forEach(s -> numbers[s] = Float.NaN);
        return Tensor.ofFloats(numbers, List.of((long) numbers.length));
    }

    private int[] classesOfSentences(int[] old) {
        return IntStream.range(0, old.length)
                .map(s -> isCut(s) ? NO_LABEL : old[s])
                .toArray();
    }

    private int[] pairs(int[] old) {
        return IntStream.iterate(0, i -> i < old.length, i -> i + 3)
                .filter(i -> newRow[old[i]] != GONE && newRow[old[i + 1]] != GONE)
                .flatMap(i -> Arrays.stream(new int[] {newRow[old[i]], newRow[old[i + 1]], old[i + 2]}))
                .toArray();
    }
}
