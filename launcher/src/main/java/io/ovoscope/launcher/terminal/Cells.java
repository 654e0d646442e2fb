package io.ovoscope.launcher.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many character cells of a terminal a text takes. Good enough for labels: combining marks and ANSI sequences take none,
 * East Asian wide characters and emoji two (the main blocks of Unicode's EastAsianWidth.txt), all others one.
 */
final class Cells {

    private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private Cells() {}

    /** Cells that the text takes. */
    static int of(String text) {
        return ANSI.matcher(text)
                .replaceAll("")
                .codePoints()
                .map(Cells::ofCodePoint)
                .sum();
    }

    /** The text with spaces after it up to a width. */
    static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** The text with spaces before it up to a width. */
    static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }

    /**
     * The text cut to a width, ending in {@code end} if something was cut off. ANSI sequences are all kept, so that what was
     * switched on is switched off.
     */
    static String cut(String text, int width, String end) {
        if (of(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int room = Math.max(0, width - of(end));
        boolean cutting = false;
        Matcher ansi = ANSI.matcher(text);
        for (int at = 0; at < text.length(); ) {
            if (ansi.find(at) && ansi.start() == at) {
                kept.append(ansi.group());
                at = ansi.end();
                continue;
            }
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (!cutting && ofCodePoint(codePoint) <= room) {
                kept.appendCodePoint(codePoint);
                room -= ofCodePoint(codePoint);
            } else if (!cutting) {
                cutting = true;
                kept.append(width >= of(end) ? end : "");
            }
        }
        return kept.toString();
    }

    private static int ofCodePoint(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        for (int[] block : WIDE) {
            if (codePoint >= block[0] && codePoint <= block[1]) {
                return true;
            }
        }
        return false;
    }
}
