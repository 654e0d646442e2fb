package io.ovoscope.agent.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * BERT's word pieces: a word is cut into parts ({@link BasicText}), and each part, from its beginning, into the longest pieces that the
 * vocabulary has; pieces within a part are written with {@code ##} before them. A part that cannot be cut so, or is too long, is the
 * unknown piece as a whole (Wu et al. 2016, section 4.1; Devlin et al. 2019).
 *
 * <p>A word of which nothing printable is left is the unknown piece too, since every word of a probe set has a row. Names of special
 * pieces, such as {@code [SEP]}, are text like any other.
 */
public final class WordPieceEncoder implements MarkedEncoder {
    private static final String WITHIN = "##";

    private final Vocabulary vocabulary;
    private final Rules rules;
    private final SpecialIds specials;
    private final BasicText text;

    /**
     * What is done to text.
     *
     * @param lowerCase whether it is lower-cased, by the rules of no language
     * @param stripAccents whether accents are taken off
     * @param maxCharacters parts of more code points than this are unknown
     */
    public record Rules(boolean lowerCase, boolean stripAccents, int maxCharacters) {
        public Rules {
            if (maxCharacters < 1) {
                throw new IllegalArgumentException("maxCharacters " + maxCharacters + ": expecting maxCharacters >= 1");
            }
        }

        /** As BERT's uncased models. */
        public static Rules uncased() {
            return new Rules(true, true, 100);
        }

        /** As BERT's cased models. */
        public static Rules cased() {
            return new Rules(false, false, 100);
        }
    }

    /**
     * @param specials with an unknown id
     */
    public WordPieceEncoder(Vocabulary vocabulary, Rules rules, SpecialIds specials) {
        if (specials.unknown().isEmpty()) {
            throw new IllegalArgumentException("word pieces without unknown id: expecting that of [UNK]");
        }
        this.vocabulary = vocabulary;
        this.rules = rules;
        this.specials = specials;
        this.text = new BasicText(rules.lowerCase(), rules.stripAccents());
    }

    @Override
    public int[] encode(String word) {
        List<Integer> ids = new ArrayList<>();
        int unknown = specials.unknown().orElseThrow();
        for (String part : text.parts(word)) {
            ids.addAll(pieces(part).orElse(List.of(unknown)));
        }
        return ids.isEmpty()
                ? new int[] {unknown}
                : ids.stream().mapToInt(Integer::intValue).toArray();
    }

    private Optional<List<Integer>> pieces(String part) {
        if (part.codePointCount(0, part.length()) > rules.maxCharacters()) {
            return Optional.empty();
        }
        List<Integer> ids = new ArrayList<>();
        for (int begin = 0; begin < part.length(); ) {
            int end = part.length();
            OptionalInt id = vocabulary.id(piece(part, begin, end));
            while (id.isEmpty() && end > begin) {
                end = part.offsetByCodePoints(end, -1);
                id = end > begin ? vocabulary.id(piece(part, begin, end)) : id;
            }
            if (id.isEmpty()) {
                return Optional.empty();
            }
            ids.add(id.getAsInt());
            begin = end;
        }
        return Optional.of(ids);
    }

    private static String piece(String part, int begin, int end) {
        String piece = part.substring(begin, end);
        return begin == 0 ? piece : WITHIN + piece;
    }

    @Override
    public SpecialIds specials() {
        return specials;
    }

    @Override
    public String description() {
        return vocabulary.size() + " word pieces" + (rules.lowerCase() ? ", lower-cased" : "")
                + (rules.stripAccents() ? ", without accents" : "");
    }
}
