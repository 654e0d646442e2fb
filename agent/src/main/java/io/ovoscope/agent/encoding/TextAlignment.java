package io.ovoscope.agent.encoding;

import io.ovoscope.agent.activation.SentencePieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which word of a sentence each piece of its text is of. */
final class TextAlignment {
    private static final int NO_WORD = -1;

    private final List<String> words;
    private final OffsetUnit unit;
    private final String text;
    private final int[] chars;
    private final int[] wordAt;

    /** Words with a space between. */
    TextAlignment(List<String> words, OffsetUnit unit) {
        this.words = words;
        this.unit = unit;
        this.text = String.join(" ", words);
        this.chars = unit.chars(text);
        this.wordAt = wordAt(words, text.length());
    }

    String text() {
        return text;
    }

    /** The word of every character; none for white space. */
    private static int[] wordAt(List<String> words, int length) {
        int[] wordAt = new int[length];
        int at = 0;
        for (int w = 0; w < words.size(); w++) {
            String word = words.get(w);
            for (int i = 0; i < word.length(); i++) {
                wordAt[at++] = Character.isWhitespace(word.charAt(i)) ? NO_WORD : w;
            }
            if (at < length) {
                wordAt[at++] = NO_WORD;
            }
        }
        return wordAt;
    }

    /**
     * The pieces by word. Those without a character of a word come before the text, behind it, or to the word behind them.
     *
     * @throws IllegalArgumentException where a piece does not belong to exactly one word, naming it
     */
    SentencePieces align(List<TextPiece> pieces) {
        int[] wordOf = pieces.stream().mapToInt(this::word).toArray();
        int first = 0;
        while (first < wordOf.length && wordOf[first] == NO_WORD && isEmpty(pieces.get(first))) {
            first++;
        }
        int end = wordOf.length;
        while (end > first && wordOf[end - 1] == NO_WORD && isEmpty(pieces.get(end - 1))) {
            end--;
        }
        giveToNeighbours(wordOf, first, end);
        return new SentencePieces(
                ids(pieces.subList(0, first)),
                byWord(pieces.subList(first, end), Arrays.copyOfRange(wordOf, first, end)),
                ids(pieces.subList(end, pieces.size())));
    }

    private List<int[]> byWord(List<TextPiece> pieces, int[] wordOf) {
        List<int[]> ofWords = new ArrayList<>();
        int at = 0;
        for (int w = 0; w < words.size(); w++) {
            int begin = at;
            while (at < wordOf.length && wordOf[at] == w) {
                at++;
            }
            if (at == begin) {
                throw new IllegalArgumentException("word '" + words.get(w) + "' of '" + text
                        + "' has no piece in its turn:"
                        + " expecting pieces of every word, in the order of the words, in offsets that count " + unit);
            }
            ofWords.add(ids(pieces.subList(begin, at)));
        }
        if (at < wordOf.length) {
            throw new IllegalArgumentException(
                    place(pieces.get(at)) + " comes behind the last word: expecting pieces in the order of the words");
        }
        return ofWords;
    }

    private String place(TextPiece piece) {
        return "piece " + piece.id() + " at " + piece.begin() + " to " + piece.end() + " of '" + text + "'";
    }

    /** White space and what stands for no text within: to the word behind, at the end to the last. */
    private static void giveToNeighbours(int[] wordOf, int first, int end) {
        for (int i = end - 1; i >= first; i--) {
            if (wordOf[i] == NO_WORD && i + 1 < end) {
                wordOf[i] = wordOf[i + 1];
            }
        }
        for (int i = first + 1; i < end; i++) {
            if (wordOf[i] == NO_WORD) {
                wordOf[i] = wordOf[i - 1];
            }
        }
    }

    private static boolean isEmpty(TextPiece piece) {
        return piece.begin() == piece.end();
    }

    private static int[] ids(List<TextPiece> pieces) {
        return pieces.stream().mapToInt(TextPiece::id).toArray();
    }

    private int word(TextPiece piece) {
        if (piece.end() >= chars.length) {
            throw new IllegalArgumentException("piece " + piece.id() + " at " + piece.begin() + " to " + piece.end()
                    + " of '" + text + "': expecting offsets that count " + unit + ", up to " + (chars.length - 1));
        }
        int word = NO_WORD;
        for (int i = chars[piece.begin()]; i < charEnd(piece); i++) {
            if (word != NO_WORD && wordAt[i] != NO_WORD && wordAt[i] != word) {
                throw new IllegalArgumentException(place(piece) + " is of the words '" + words.get(word) + "' and '"
                        + words.get(wordAt[i]) + "': expecting each piece in one word");
            }
            word = wordAt[i] == NO_WORD ? word : wordAt[i];
        }
        return word;
    }

    /** Behind the whole of the last character, where a piece ends within it. */
    private int charEnd(TextPiece piece) {
        if (piece.end() == piece.begin()) {
            return chars[piece.begin()];
        }
        int last = chars[piece.end() - 1];
        return last + Character.charCount(text.codePointAt(last));
    }
}
