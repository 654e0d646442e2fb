package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.List;

/**
 * A probe set as it goes through the network: its sentences, or windows of them, in the order of the rows.
 *
 * @param sequences sentences and windows
 * @param rows words of all of them
 * @param fixedLength positions that each is padded to; 0 for those of the longest of its batch
 * @param paddingId what fills them up
 * @param description how words are encoded and sentences cut, for the manifest
 */
record ProbeInput(List<EncodedSentence> sequences, int rows, int fixedLength, int paddingId, String description) {

    /**
     * Sentences, in windows where they are too long and settings say so.
     *
     * @param found about the layers, for the side that they read
     */
    static ProbeInput of(EncodedCorpus corpus, NetworkSettings settings, int fixedLength, LayoutCheck.Found found) {
        if (fixedLength == 0 || corpus.longerThan(fixedLength) == 0) {
            return new ProbeInput(
                    corpus.sentences(), corpus.rows(), fixedLength, corpus.paddingId(), corpus.description());
        }
        Windows windows = new Windows(fixedLength, settings.windowStride(), bothSides(settings, found));
        List<EncodedSentence> sequences = new ArrayList<>();
        corpus.sentences().forEach(sentence -> sequences.addAll(windows.of(sentence)));
        return new ProbeInput(
                sequences,
                corpus.rows(),
                fixedLength,
                corpus.paddingId(),
                corpus.description() + "; " + windows.remark());
    }

    private static boolean bothSides(NetworkSettings settings, LayoutCheck.Found found) {
        return switch (settings.windowContext()) {
            case LEFT -> false;
            case BOTH -> true;
            case FOUND -> {
                if (!found.isMoved()) {
                    throw new IllegalArgumentException(
                            "another word at a position changes nothing in the layers "
                                    + found.layers().stream()
                                            .map(ProbedLayer::name)
                                            .toList()
                                    + ", so that the side they read cannot be found: expecting network.windowContext LEFT or BOTH");
                }
                yield found.looksAhead();
            }
        };
    }

    /**
     * The length that every sentence is padded to; 0 for that of the longest of its batch.
     *
     * @throws IllegalArgumentException where sentences are longer, and not to be read in windows
     */
    static int fixedLength(ShadowNetwork shadow, EncodedCorpus corpus, NetworkSettings settings) {
        int length = settings.sequenceLength() > 0
                ? settings.sequenceLength()
                : shadow.input().fixedLength();
        long longer = corpus.longerThan(length);
        if (length > 0 && longer > 0 && settings.longSentences() != LongSentences.WINDOWS) {
            throw new IllegalArgumentException(longer + " of "
                    + corpus.sentences().size()
                    + " probe sentences are longer than the " + length
                    + " positions of the network's input (the longest has "
                    + corpus.longest() + "): leave them out of the probe set, set network.longSentences to WINDOWS"
                    + " or TRUNCATE, or raise network.sequenceLength");
        }
        return length == 0 && shadow.hasSameDiff() ? corpus.longest() : length;
    }

    /** Neighbours together. */
    List<ProbeBatch> batches(int size) {
        List<ProbeBatch> batches = new ArrayList<>();
        int row = 0;
        for (int s = 0; s < sequences.size(); s += size) {
            List<EncodedSentence> some = sequences.subList(s, Math.min(s + size, sequences.size()));
            int longest = some.stream().mapToInt(EncodedSentence::length).max().orElse(1);
            ProbeBatch batch =
                    new ProbeBatch(some, row, fixedLength > 0 ? fixedLength : Math.max(longest, 1), paddingId);
            batches.add(batch);
            row += batch.rows();
        }
        return batches;
    }
}
