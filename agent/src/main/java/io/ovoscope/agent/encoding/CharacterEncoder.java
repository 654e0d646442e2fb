package io.ovoscope.agent.encoding;

import io.ovoscope.agent.activation.SentencePieces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters: code points, or what a reader takes for one character (extended grapheme clusters, UAX #29, as this Java knows them). The
 * space before a word is the word's first piece.
 */
public final class CharacterEncoder implements MarkedEncoder {
    private static final Pattern CODE_POINT = Pattern.compile("(?s:.)");
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final String SPACE = " ";

    private final Vocabulary vocabulary;
    private final boolean lowerCase;
    private final Spaces spaces;
    private final boolean graphemes;
    private final SpecialIds specials;

    /**
     * @param vocabulary of characters, the space too unless there are no spaces
     * @param lowerCase whether text is lower-cased, by the rules of no language
     * @param specials whose unknown id, if any, stands for a character that the vocabulary lacks
     */
    public CharacterEncoder(
            Vocabulary vocabulary, boolean lowerCase, Spaces spaces, boolean graphemes, SpecialIds specials) {
        this.vocabulary = vocabulary;
        this.lowerCase = lowerCase;
        this.spaces = spaces;
        this.graphemes = graphemes;
        this.specials = specials;
        if (spaces != Spaces.NONE && vocabulary.id(SPACE).isEmpty()) {
            throw new IllegalArgumentException("spaces " + spaces
                    + " and a vocabulary without the space: expecting a line that holds one, or spaces NONE");
        }
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
        Matcher characters = (graphemes ? GRAPHEME : CODE_POINT).matcher(text);
        return characters.results().mapToInt(found -> id(found.group(), word)).toArray();
    }

    private int id(String character, String word) {
        return vocabulary
                .id(character)
                .orElseGet(() -> specials.unknown()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "word '" + word + "' has the character '" + character + "', which the " + description()
                                        + " lack: expecting it, or encoder.unknown")));
    }

    /** The space before a word says nothing of it. */
    @Override
    public boolean knows(int[] pieces) {
        if (specials.unknown().isEmpty()) {
            return true;
        }
        int unknown = specials.unknown().getAsInt();
        int space = vocabulary.id(SPACE).orElse(unknown);
        for (int id : pieces) {
            if (id != unknown && id != space) {
                return true;
            }
        }
        return false;
    }

    @Override
    public SpecialIds specials() {
        return specials;
    }

    @Override
    public String description() {
        return vocabulary.size() + (graphemes ? " graphemes" : " characters") + (lowerCase ? ", lower-cased" : "")
                + ", spaces " + spaces.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
