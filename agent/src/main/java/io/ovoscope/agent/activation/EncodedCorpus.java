package io.ovoscope.agent.activation;

import io.ovoscope.wire.ProbeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sentences of a probe set as the network reads them, in the order of its rows. */
public final class EncodedCorpus {
    private final List<EncodedSentence> sentences;
    private final int rows;
    private final int unknownWords;
    private final String description;
    private final int paddingId;

    private EncodedCorpus(List<EncodedSentence> sentences, int unknownWords, WordEncoder encoder) {
        this.sentences = List.copyOf(sentences);
        this.rows = sentences.stream().mapToInt(EncodedSentence::words).sum();
        this.unknownWords = unknownWords;
        this.description = encoder.description();
        this.paddingId = encoder.paddingId();
    }

    /**
     * Encodes every sentence.
     *
     * @param sentences words of each sentence of the set, in its order
     * @param maxUnknownShare refused when a greater share of the words is unknown to the encoder
     * @throws IllegalArgumentException where sentences and set disagree, a word has no piece, or too many words are unknown
     */
    public static EncodedCorpus encode(
            ProbeSet set, List<List<String>> sentences, WordEncoder encoder, double maxUnknownShare) {
        requireSameShape(set, sentences);
        List<EncodedSentence> encoded = new ArrayList<>(sentences.size());
        int unknown = 0;
        for (List<String> words : sentences) {
            SentencePieces pieces = pieces(encoder, words);
            unknown += (int)
                    pieces.words().stream().filter(ids -> !encoder.knows(ids)).count();
            encoded.add(EncodedSentence.of(pieces));
        }
        EncodedCorpus corpus = new EncodedCorpus(encoded, unknown, encoder);
        if (corpus.unknownShare() > maxUnknownShare) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d of the %d words of the probe set (%.1f%%) are unknown to the %s: expecting at most %.1f%%"
                            + " (network.maxUnknownShare); is this the vocabulary that the network is trained with?",
                    unknown,
                    corpus.rows,
                    100 * corpus.unknownShare(),
                    encoder.description(),
                    100 * maxUnknownShare));
        }
        return corpus;
    }

    public int rows() {
        return rows;
    }

    /** Share of the words that the encoder does not know ({@link WordEncoder#knows}), from 0 to 1. */
    public double unknownShare() {
        return (double) unknownWords / rows;
    }

    /** How words are encoded and how many of them are unknown, for the manifest. */
    public String description() {
        return String.format(Locale.ROOT, "%s; %.1f%% of the words unknown", description, 100 * unknownShare());
    }

    List<EncodedSentence> sentences() {
        return sentences;
    }

    int paddingId() {
        return paddingId;
    }

    int longest() {
        return sentences.stream().mapToInt(EncodedSentence::length).max().orElse(0);
    }

    long longerThan(int length) {
        return sentences.stream().filter(sentence -> sentence.length() > length).count();
    }

    private static void requireSameShape(ProbeSet set, List<List<String>> sentences) {
        int[] words = new int[set.sentenceCount()];
        for (int sentence : set.words().sentence()) {
            words[sentence]++;
        }
        if (sentences.size() != words.length) {
            throw new IllegalArgumentException(
                    sentences.size() + " sentences: expecting the " + words.length + " of the probe set");
        }
        for (int s = 0; s < words.length; s++) {
            if (sentences.get(s).size() != words[s]) {
                throw new IllegalArgumentException("sentence " + s + " has "
                        + sentences.get(s).size() + " words: expecting the " + words[s] + " of the probe set");
            }
        }
    }

    private static SentencePieces pieces(WordEncoder encoder, List<String> words) {
        SentencePieces pieces = encoder.encodeSentence(words);
        if (pieces.words().size() != words.size()) {
            throw new IllegalArgumentException("pieces of " + pieces.words().size() + " words by the "
                    + encoder.description() + ": expecting those of " + words);
        }
        for (int w = 0; w < words.size(); w++) {
            if (pieces.words().get(w).length == 0) {
                throw new IllegalArgumentException("word '" + words.get(w) + "' has no pieces in the "
                        + encoder.description() + ": expecting at least one");
            }
        }
        return pieces;
    }
}
