package io.ovoscope.agent.probeset.sentence;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with files, of one or of many: the first ones in words, the rest as a number. */
public final class Problems {
    private static final int MAX_SHOWN = 20;
    private static final int MAX_VALUE_LENGTH = 60;

    private final List<String> shown = new ArrayList<>();
    private long count;

    /** Adds one, with the line counted from 1. */
    public void add(String file, long line, String what) {
        add(file + ":" + line, what);
    }

    /** Adds one of a file, or of what else has been read, as a whole. */
    public void add(String file, String what) {
        count++;
        if (shown.size() < MAX_SHOWN) {
            shown.add(file + ": " + what);
        }
    }

    /**
     * Ends the collection.
     *
     * @throws MalformedTextException where there is a problem, with all of them
     */
    public void throwIfAny() {
        if (count > 0) {
            throw new MalformedTextException(shown, count);
        }
    }

    /** A value from a file as it may stand in a message: in quotes, cut, without control characters. */
    public static String quoted(String value) {
        String cut = value.length() > MAX_VALUE_LENGTH ? value.substring(0, MAX_VALUE_LENGTH) + "..." : value;
        return "'" + cut.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
