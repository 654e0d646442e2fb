package io.ovoscope.agent.encoding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What BERT does to a word before it looks for pieces: takes out what cannot be printed, sets every Chinese character and every
 * punctuation mark apart, and, if asked for, lower-cases and takes accents off (Devlin et al. 2019, {@code BasicTokenizer} of their
 * code). Characters that this Java's Unicode does not know yet, such as the newest emoji, count as printable.
 * A capital sigma at the end of a word becomes a final one, as in that code; Hugging Face's fast tokenizers have no such rule.
 *
 * @param lowerCase whether text is lower-cased, by the rules of no language
 * @param stripAccents whether accents are taken off: marks without a width of their own, after canonical decomposition
 */
record BasicText(boolean lowerCase, boolean stripAccents) {
    private static final int REPLACEMENT = 0xFFFD;

    /** The parts of a word, none empty; none at all where nothing printable is in it. */
    List<String> parts(String word) {
        List<String> parts = new ArrayList<>();
        for (String printable : cleaned(word).split(" ", -1)) {
            if (!printable.isEmpty()) {
                split(normalised(printable), parts);
            }
        }
        return parts;
    }

    /** White space becomes one kind, and a Chinese character has it on both sides. */
    private static String cleaned(String word) {
        StringBuilder text = new StringBuilder(word.length());
        word.codePoints().forEach(c -> {
            if (isSpace(c)) {
                text.append(' ');
            } else if (isChinese(c)) {
                text.append(' ').appendCodePoint(c).append(' ');
            } else if (!isUnprintable(c)) {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }

    private String normalised(String part) {
        String text = lowerCase ? part.toLowerCase(Locale.ROOT) : part;
        if (!stripAccents) {
            return text;
        }
        StringBuilder bare = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(bare::appendCodePoint);
        return bare.toString();
    }

    private static void split(String text, List<String> parts) {
        StringBuilder part = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isPunctuation(c)) {
                addIfAny(part, parts);
                parts.add(Character.toString(c));
            } else {
                part.appendCodePoint(c);
            }
        });
        addIfAny(part, parts);
    }

    private static void addIfAny(StringBuilder part, List<String> parts) {
        if (!part.isEmpty()) {
            parts.add(part.toString());
            part.setLength(0);
        }
    }

    private static boolean isSpace(int c) {
        return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
    }

    private static boolean isUnprintable(int c) {
        return c == REPLACEMENT
                || switch (Character.getType(c)) {
                    case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> true;
                    default -> false;
                };
    }

    /** Unified ideographs and their compatibility forms, by block; Japanese and Korean letters have spaces or rules of their own. */
    private static boolean isChinese(int c) {
        return between(c, 0x4E00, 0x9FFF)
                || between(c, 0x3400, 0x4DBF)
                || between(c, 0x20000, 0x2A6DF)
                || between(c, 0x2A700, 0x2B73F)
                || between(c, 0x2B740, 0x2B81F)
                || between(c, 0x2B820, 0x2CEAF)
                || between(c, 0xF900, 0xFAFF)
                || between(c, 0x2F800, 0x2FA1F);
    }

    /** Every mark of ASCII that is no letter or digit counts, although Unicode takes some for symbols. */
    private static boolean isPunctuation(int c) {
        if (between(c, '!', '/') || between(c, ':', '@') || between(c, '[', '`') || between(c, '{', '~')) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean between(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
