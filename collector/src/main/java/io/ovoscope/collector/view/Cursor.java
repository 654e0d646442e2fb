package io.ovoscope.collector.view;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a page has read a run.
 *
 * @param life which life of the server the other two count in
 * @param epoch raised by what is no addition; a page of another epoch reads the run anew
 * @param version of the last change read
 */
record Cursor(long life, long epoch, long version) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})-(\\d{1,18})");

    /** Empty where the text is none; a page that sends nonsense reads the run anew. */
    static Optional<Cursor> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Cursor(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    String text() {
        return life + "-" + epoch + "-" + version;
    }

    /** Whether what came since can be told as additions. */
    boolean continues(Cursor earlier) {
        return life == earlier.life && epoch == earlier.epoch && version >= earlier.version;
    }
}
