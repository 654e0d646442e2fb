package io.ovoscope.demo.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokeniserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a well-known island, off Norway|a well - known island , off Norway",
                "don't stop|do n't stop",
                "he can’t|he ca n’t",
                "the reader's choice isn't Bob's|the reader 's choice is n't Bob 's",
                "we've 1,234.5 m (3.2%)|we 've 1,234.5 m ( 3.2 % )",
                "'sharp' o'clock|' sharp ' o ' clock",
                "façade naïve|façade naïve",
            })
    void wordsCliticsNumbersAndMarksStandApart(String text, String expected) {
        assertThat(String.join(" ", Tokeniser.words(text))).isEqualTo(expected);
    }

    @Test
    void nothingVisibleIsLost() {
        String text = "Is this (really) \"it\": 50°, e.g. C++ & x=y; don't_know – 3€?";

        assertThat(String.join("", Tokeniser.words(text))).isEqualTo(text.replace(" ", ""));
    }

    @Test
    void blankTextHasNoWords() {
        assertThat(Tokeniser.words(" \t\u00a0\n")).isEmpty();
    }
}
