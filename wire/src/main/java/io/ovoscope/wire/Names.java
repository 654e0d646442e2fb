package io.ovoscope.wire;

import java.util.regex.Pattern;

/** The names that users give. */
final class Names {
    static final int MAX_RUN_LENGTH = 200;
    private static final Pattern TASK = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    private Names() {}

    /** A run's name may hold any character but control characters other than line breaks and tabs, since users name runs. */
    static String run(String run) {
        if (run.isBlank() || run.length() > MAX_RUN_LENGTH) {
            throw new WireFormatException("run name of " + run.length() + " characters, blank: " + run.isBlank()
                    + ": expecting 1 to " + MAX_RUN_LENGTH + ", not blank");
        }
        return run;
    }

    static String task(String task) {
        if (!TASK.matcher(task).matches()) {
            throw new WireFormatException("task '" + task
                    + "': expecting a letter, then letters, digits, '_', '.' or '-', 64 characters at most");
        }
        return task;
    }
}
