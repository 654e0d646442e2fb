package io.ovoscope.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is logged while it is open, by a logger that writes to standard error as slf4j-simple does; it is passed on, too. */
public final class LogLines implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    public LogLines() {
        System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
    }

    /** Lines of a level, such as {@code WARN}, that hold some words. */
    public List<String> of(String level, String words) {
        return heard.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(level + " ") && line.contains(words))
                .toList();
    }

    /** Lines, those of stack traces too. */
    public long count() {
        return heard.toString(StandardCharsets.UTF_8).lines().count();
    }

    @Override
    public void close() {
        System.setErr(before);
        before.print(heard.toString(StandardCharsets.UTF_8));
    }
}
