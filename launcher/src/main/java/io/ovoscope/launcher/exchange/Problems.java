package io.ovoscope.launcher.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong in a file, all of it, each with its line. */
final class Problems {
    private static final int MOST_SHOWN = 40;

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();

    private record Problem(int line, String text) {}

    Problems(Path file) {
        this.file = file;
    }

    void add(int line, String text) {
        problems.add(new Problem(line, text));
    }

    /**
     * Goes on where there are none.
     *
     * @throws CurveFileException naming all of them, in the order of lines
     */
    void throwIfAny() throws CurveFileException {
        if (problems.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>(problems.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .limit(MOST_SHOWN)
                .map(problem -> file + ":" + problem.line() + ": " + problem.text())
                .toList());
        if (problems.size() > MOST_SHOWN) {
            lines.add("and " + (problems.size() - MOST_SHOWN) + " more");
        }
        throw new CurveFileException(String.join("\n", lines));
    }
}
