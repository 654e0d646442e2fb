package io.ovoscope.agent.probeset.sentence;

import java.util.List;

/** Files that are not what they should be; the message names file, line, value and expectation of each problem. */
public final class MalformedTextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;
    private final long count;

    MalformedTextException(List<String> problems, long count) {
        super(count + (count == 1 ? " problem" : " problems") + ":\n  " + String.join("\n  ", problems)
                + (count > problems.size() ? "\n  and " + (count - problems.size()) + " more" : ""));
        this.problems = List.copyOf(problems);
        this.count = count;
    }

    /** The first problems, each as {@code file:line: value: expecting ...}; {@link #count} says how many there are. */
    public List<String> problems() {
        return problems;
    }

    /** How many problems there are in all. */
    public long count() {
        return count;
    }
}
