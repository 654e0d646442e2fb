package io.ovoscope.agent.encoding;

import io.ovoscope.agent.activation.SentencePieces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GPT-2's byte pairs (Radford et al. 2019): text is cut where letters, digits, other marks and English contractions meet, each part
 * written as bytes ({@link ByteAlphabet}), and these joined by the merges. The space before a word belongs to its first piece. For
 * words without white space in them, the pieces of a sentence are those of its words with a space between each, cut as GPT-2 cuts them.
 */
public final class BytePairEncoder implements MarkedEncoder {
    /** Contraction | letters | digits | others, each but the first with a space before it or none | white space. */
    private static final Pattern PARTS = Pattern.compile(
            "'(?:s|t|re|ve|m|ll|d)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private final Vocabulary vocabulary;
    private final Merges merges;
    private final boolean lowerCase;
    private final Spaces spaces;
    private final SpecialIds specials;

    /**
     * @param merges whose pieces the vocabulary has
     * @param lowerCase whether text is lower-cased, by the rules of no language
     * @param specials whose unknown id, if any, stands for a piece that the vocabulary lacks
     */
    public BytePairEncoder(
            Vocabulary vocabulary, Merges merges, boolean lowerCase, Spaces spaces, SpecialIds specials) {
        this.vocabulary = vocabulary;
        this.merges = merges;
        this.lowerCase = lowerCase;
        this.spaces = spaces;
        this.specials = specials;
    }

    @Override
    public int[] encode(String word) {
        return pieces(word, false);
    }

    @Override
    public SentencePieces encodeSentence(List<String> words) {
        List<int[]> pieces = new ArrayList<>(words.size());
        for (String word : words) {
            pieces.add(pieces(word, pieces.isEmpty()));
        }
        return between(pieces);
    }

    private int[] pieces(String word, boolean first) {
        String text = spaces.text(lowerCase ? word.toLowerCase(Locale.ROOT) : word, first);
        List<Integer> ids = new ArrayList<>();
        Matcher parts = PARTS.matcher(text);
        while (parts.find()) {
            for (String piece : merges.apply(ByteAlphabet.of(parts.group()))) {
                ids.add(id(piece, word));
            }
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    private int id(String piece, String word) {
        return vocabulary
                .id(piece)
                .orElseGet(() -> specials.unknown()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "word '" + word + "' has the piece '" + piece + "', which the " + description()
                                        + " lack: expecting all 256 bytes, or encoder.unknown")));
    }

    @Override
    public SpecialIds specials() {
        return specials;
    }

    @Override
    public String description() {
        return vocabulary.size() + " byte pairs of " + merges.size() + " merges" + (lowerCase ? ", lower-cased" : "")
                + ", spaces " + spaces.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
