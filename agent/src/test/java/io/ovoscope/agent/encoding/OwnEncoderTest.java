package io.ovoscope.agent.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.activation.SentencePieces;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnEncoderTest {
    private static OwnEncoder giving(OffsetUnit unit, TextPiece... pieces) {
        return OwnEncoder.ofText("given", unit, text -> List.of(pieces));
    }

    @Test
    void aFunctionOfAWordKnowsItsSentence() {
        OwnEncoder encoder = OwnEncoder.ofWords("length and place", (words, index) ->
                        new int[] {words.get(index).length(), index})
                .withSpecials(SpecialIds.none().withStart(100).withEnd(101).withUnknown(7));
        SentencePieces pieces = encoder.encodeSentence(List.of("a", "word"));
        assertThat(pieces.before()).containsExactly(100);
        assertThat(pieces.words()).containsExactly(new int[] {1, 0}, new int[] {4, 1});
        assertThat(pieces.after()).containsExactly(101);
        assertThat(encoder.knows(new int[] {7, 7})).isFalse();
        assertThat(encoder.knows(new int[] {7, 8})).isTrue();
        assertThat(encoder.encode("four")).containsExactly(4, 0);
        assertThat(encoder.description()).isEqualTo("length and place");
    }

    @Test
    void bytesOfOneCharacterAreOfItsWord() {
        // The first emoji as two pieces of two bytes, with the space of the second word in a piece of its own.
        OwnEncoder encoder = giving(
                OffsetUnit.BYTES,
                new TextPiece(1, 0, 2),
                new TextPiece(2, 2, 4),
                new TextPiece(3, 4, 5),
                new TextPiece(4, 5, 9));
        assertThat(encoder.encodeSentence(List.of("👍", "👎")).words())
                .containsExactly(new int[] {1, 2}, new int[] {3, 4});
    }

    @Test
    void piecesOfTwoWordsAreRefused() {
        assertThatThrownBy(
                        () -> giving(OffsetUnit.CHARS, new TextPiece(9, 0, 5)).encodeSentence(List.of("ab", "cd")))
                .hasMessage(
                        "piece 9 at 0 to 5 of 'ab cd' is of the words 'ab' and 'cd': expecting each piece in one word");
    }

    @Test
    void wordsWithoutPiecesAndPiecesOutOfOrderAreRefused() {
        TextPiece ab = new TextPiece(1, 0, 2);
        TextPiece cd = new TextPiece(2, 3, 5);
        assertThatThrownBy(() -> giving(OffsetUnit.CHARS, ab).encodeSentence(List.of("ab", "cd")))
                .hasMessageContaining("word 'cd' of 'ab cd' has no piece in its turn");
        assertThatThrownBy(() -> giving(OffsetUnit.CHARS, cd, ab).encodeSentence(List.of("ab", "cd")))
                .hasMessageContaining("word 'ab' of 'ab cd' has no piece in its turn");
        assertThatThrownBy(() -> giving(OffsetUnit.CHARS, ab, cd, ab).encodeSentence(List.of("ab", "cd")))
                .hasMessageContaining("piece 1 at 0 to 2 of 'ab cd' comes behind the last word");
    }

    @Test
    void offsetsInAnotherUnitAreRefusedWhereTheyCannotBe() {
        assertThatThrownBy(() ->
                        giving(OffsetUnit.CODE_POINTS, new TextPiece(1, 0, 2)).encodeSentence(List.of("👍")))
                .hasMessage("piece 1 at 0 to 2 of '👍': expecting offsets that count CODE_POINTS, up to 1");
    }

    @Test
    void specialPiecesOfTheFunctionStayOutsideOfTheWords() {
        SentencePieces pieces = giving(
                        OffsetUnit.CHARS,
                        new TextPiece(101, 0, 0),
                        new TextPiece(7, 0, 1),
                        new TextPiece(5, 1, 1),
                        new TextPiece(8, 1, 3),
                        new TextPiece(102, 0, 0))
                .encodeSentence(List.of("a", "b"));
        assertThat(pieces.before()).containsExactly(101);
        assertThat(pieces.words()).containsExactly(new int[] {7}, new int[] {5, 8});
        assertThat(pieces.after()).containsExactly(102);
    }
}
