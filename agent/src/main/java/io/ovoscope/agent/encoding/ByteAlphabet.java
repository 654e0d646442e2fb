package io.ovoscope.agent.encoding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * GPT-2's way to write bytes as visible characters: a byte that is a visible character of Latin-1 stands for itself, the others, in
 * order, for the code points from U+0100 on; so the space is U+0120 (Radford et al. 2019).
 */
final class ByteAlphabet {
    private static final char[] CHARACTERS = characters();

    private ByteAlphabet() {}

    private static char[] characters() {
        char[] characters = new char[256];
        char next = 0x100;
        for (int value = 0; value < characters.length; value++) {
            characters[value] = isVisible(value) ? (char) value : next++;
        }
        return characters;
    }

    /** A soft hyphen, U+00AD, is not. */
    private static boolean isVisible(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xAC) || value >= 0xAE;
    }

    /** The UTF-8 bytes of a text, a character each. */
    static String of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder written = new StringBuilder(bytes.length);
        for (byte value : bytes) {
            written.append(CHARACTERS[value & 0xFF]);
        }
        return written.toString();
    }

    /** All 256, in the order of their bytes. */
    static char[] all() {
        return Arrays.copyOf(CHARACTERS, CHARACTERS.length);
    }
}
