package io.ovoscope.agent.encoding;

import io.ovoscope.agent.activation.SentencePieces;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The training's own way to make input of text, as a function: either of a word in its sentence, or of a whole text, whose pieces say
 * where they stand.
 *
 * <pre>{@code
 * WordEncoder encoder = OwnEncoder.ofText("our tokenizer", OffsetUnit.CODE_POINTS, text -> pieces(tokenizer.encode(text)));
 * }</pre>
 */
public final class OwnEncoder implements MarkedEncoder {
    private final String description;
    private final Function<List<String>, SentencePieces> function;
    private final SpecialIds specials;

    /** The ids of a word. */
    @FunctionalInterface
    public interface OfWord {
        /**
         * The pieces of one word.
         *
         * @param words of the sentence
         * @param index of the word among them, counted from 0
         * @return at least one id
         */
        int[] pieces(List<String> words, int index);
    }

    /** The ids of a text. */
    @FunctionalInterface
    public interface OfText {
        /**
         * The pieces of a sentence whose words have a space between, in order, special ones too. The first and the last ones may
         * stand for no text; so may others, which then belong to the word behind them.
         */
        List<TextPiece> pieces(String text);
    }

    private OwnEncoder(String description, Function<List<String>, SentencePieces> function, SpecialIds specials) {
        this.description = description;
        this.function = function;
        this.specials = specials;
    }

    /** By a function of a word in its sentence. */
    public static OwnEncoder ofWords(String description, OfWord function) {
        return new OwnEncoder(
                description,
                words -> new SentencePieces(
                        new int[0],
                        IntStream.range(0, words.size())
                                .mapToObj(index -> function.pieces(words, index))
                                .toList(),
                        new int[0]),
                SpecialIds.none());
    }

    /**
     * By a function of a whole text. A piece belongs to the word that its characters, white space aside, are of; encoding throws an
     * {@link IllegalArgumentException} where a piece has characters of two words, pieces are not in the order of the words, or a word
     * has none.
     *
     * @param unit what the function's offsets count
     */
    public static OwnEncoder ofText(String description, OffsetUnit unit, OfText function) {
        return new OwnEncoder(
                description,
                words -> {
                    TextAlignment text = new TextAlignment(words, unit);
                    return text.align(function.pieces(text.text()));
                },
                SpecialIds.none());
    }

    /** The same with ids that it has for what is unknown and for padding, and with start and end ids that the function does not add. */
    public OwnEncoder withSpecials(SpecialIds ids) {
        return new OwnEncoder(description, function, ids);
    }

    /** The pieces of the word alone. */
    @Override
    public int[] encode(String word) {
        return function.apply(List.of(word)).words().get(0);
    }

    @Override
    public SentencePieces encodeSentence(List<String> words) {
        SentencePieces pieces = function.apply(words);
        return new SentencePieces(joined(startId(), pieces.before()), pieces.words(), joined(pieces.after(), endId()));
    }

    private static int[] joined(OptionalInt id, int[] ids) {
        return IntStream.concat(id.stream(), IntStream.of(ids)).toArray();
    }

    private static int[] joined(int[] ids, OptionalInt id) {
        return IntStream.concat(IntStream.of(ids), id.stream()).toArray();
    }

    @Override
    public SpecialIds specials() {
        return specials;
    }

    @Override
    public String description() {
        return description;
    }
}
