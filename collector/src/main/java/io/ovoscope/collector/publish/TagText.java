package io.ovoscope.collector.publish;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Text as a tag's value. Line protocol has no escape for a line break or a backslash that every InfluxDB reads alike, so control
 * characters and backslashes stand as {@code %} and two hexadecimal digits per byte of UTF-8, as in a URL ({@code %0A} for a line
 * break). A {@code %} stands for itself unless two hexadecimal digits follow, where it is {@code %25}; so different names stay
 * different, and ordinary names, {@code "50% of the data"} too, stay as they are.
 */
final class TagText {
    private static final Pattern AMBIGUOUS = Pattern.compile("%(?=[0-9A-Fa-f]{2})");
    private static final Pattern UNWRITABLE = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\\\]");

    private TagText() {}

    static String of(String text) {
        String unambiguous = AMBIGUOUS.matcher(text).replaceAll("%25");
        return UNWRITABLE.matcher(unambiguous).replaceAll(match -> percent(match.group()));
    }

    private static String percent(String character) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02X", b & 0xff));
        }
        return encoded.toString();
    }
}
