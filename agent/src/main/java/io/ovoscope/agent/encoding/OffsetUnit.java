package io.ovoscope.agent.encoding;

import java.nio.charset.StandardCharsets;

/** What the offsets of a tokenizer count. */
public enum OffsetUnit {
    /** Java's {@code char}s, as {@link String#substring} does. */
    CHARS,
    /** Unicode code points, as Python's and most of Rust's tokenizers do. */
    CODE_POINTS,
    /** Bytes of UTF-8. */
    BYTES;

    /**
     * Where each offset lies in {@code char}s: entry i for offset i, from 0 to the length of the text, inclusive. An offset within a
     * character is that of the character's beginning.
     */
    int[] chars(String text) {
        int length = switch (this) {
            case CHARS -> text.length();
            case CODE_POINTS -> text.codePointCount(0, text.length());
            case BYTES -> text.getBytes(StandardCharsets.UTF_8).length;
        };
        int[] chars = new int[length + 1];
        int at = 0;
        for (int begin = 0; begin < text.length(); ) {
            int c = text.codePointAt(begin);
            for (int i = 0; i < units(c); i++) {
                chars[at++] = begin;
            }
            begin += Character.charCount(c);
        }
        chars[length] = text.length();
        return chars;
    }

    private int units(int c) {
        return switch (this) {
            case CHARS -> Character.charCount(c);
            case CODE_POINTS -> 1;
            case BYTES -> Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
        };
    }
}
