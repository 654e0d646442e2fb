package io.ovoscope.launcher.process;

import java.nio.file.Path;
import java.util.List;

/**
 * How a child ended.
 *
 * @param name its name
 * @param code its exit code; 128 + n if signal n ended it
 * @param log its log file
 * @param newestLines the last lines of the log, oldest first
 */
public record ChildExit(String name, int code, Path log, List<String> newestLines) {

    private static final int SIGNAL_BASE = 128;

    /** Keeps a copy of the lines. */
    public ChildExit {
        newestLines = List.copyOf(newestLines);
    }

    /** Name, exit code and the last lines of the log, over several lines. */
    public String describe() {
        StringBuilder text = new StringBuilder(name).append(" ended ").append(reason());
        if (newestLines.isEmpty()) {
            return text.append("; it wrote nothing to ").append(log).toString();
        }
        text.append("; the last lines of ").append(log).append(":");
        newestLines.forEach(line -> text.append("\n  ").append(line));
        return text.toString();
    }

    private String reason() {
        return code > SIGNAL_BASE ? "by signal " + (code - SIGNAL_BASE) : "with exit code " + code;
    }
}
