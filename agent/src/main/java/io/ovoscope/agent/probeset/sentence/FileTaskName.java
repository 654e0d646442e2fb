package io.ovoscope.agent.probeset.sentence;

import java.nio.file.Path;

/** The name of the task that a file holds. */
public final class FileTaskName {
    private static final int MAX_LENGTH = 64;

    private FileTaskName() {}

    /**
     * The file's name without its ending, as task names must be: every character but letters of ASCII, digits, {@code _}, {@code .} and
     * {@code -} becomes {@code -}; what does not begin with a letter gets {@code task-} before it; at most 64 characters.
     */
    public static String of(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
        String clean = name.replaceAll("[^A-Za-z0-9_.-]", "-");
        String begun = clean.matches("[A-Za-z].*") ? clean : "task-" + clean;
        return begun.substring(0, Math.min(begun.length(), MAX_LENGTH));
    }
}
