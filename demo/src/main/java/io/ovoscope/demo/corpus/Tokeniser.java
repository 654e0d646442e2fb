package io.ovoscope.demo.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits running English text into words the way the Universal Dependencies' English treebanks do in the common cases: a
 * run of letters is a word, a number with its points and commas is a word, every other visible character is a word of its
 * own (so {@code well-known} is three words), and the clitics {@code 's 're 've 'll 'd 'm n't} stand apart from their host.
 */
public final class Tokeniser {

    private static final Pattern WORD = Pattern.compile(
            // The host of a negation stops before its n't; then the clitics; then plain words, numbers, single marks.
            "\\p{L}[\\p{L}\\p{M}]*?(?=n['’]t(?!\\p{L}))"
                    + "|n['’]t(?!\\p{L})"
                    + "|['’](?:s|re|ve|ll|d|m)(?!\\p{L})"
                    + "|\\p{L}[\\p{L}\\p{M}]*"
                    + "|\\p{N}+(?:[.,]\\p{N}+)*"
                    + "|[^\\s\\p{Z}\\p{C}]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Tokeniser() {}

    /** The words of {@code text} in order and in their original case; empty for blank text. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
