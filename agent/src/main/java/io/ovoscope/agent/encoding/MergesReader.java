package io.ovoscope.agent.encoding;

import static io.ovoscope.agent.probeset.sentence.Problems.quoted;

import io.ovoscope.agent.probeset.sentence.LineReader;
import io.ovoscope.agent.probeset.sentence.Problems;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads merges and reports whatever is wrong with them; what it returns counts only where nothing is. */
final class MergesReader {
    private final Path file;
    private final Map<String, Integer> vocabulary;
    private final Problems problems;
    private final Map<Merges.Pair, Long> lines = new LinkedHashMap<>();

    /**
     * @param vocabulary ids of pieces; empty where it could not be read, and then not asked
     */
    MergesReader(Path file, Map<String, Integer> vocabulary, Problems problems) {
        this.file = file;
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    Merges read() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            LineReader reader = new LineReader(in, file.toString(), problems);
            for (Optional<LineReader.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                add(line.get());
            }
        }
        return Merges.of(List.copyOf(lines.keySet()));
    }

    /** Only the first line can be a comment: later ones that begin like it are pieces. */
    private void add(LineReader.Line line) {
        boolean isVersion = line.number() == 1 && line.text().startsWith("#version");
        if (!line.readable() || isVersion) {
            return;
        }
        String[] parts = line.text().split(" ", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            problem(line, quoted(line.text()) + ": expecting two pieces with one space between");
            return;
        }
        Merges.Pair pair = new Merges.Pair(parts[0], parts[1]);
        Long before = lines.putIfAbsent(pair, line.number());
        if (before != null) {
            problem(line, quoted(line.text()) + " stands in line " + before + " already: expecting each pair once");
            return;
        }
        for (String piece : List.of(pair.left(), pair.right(), pair.joined())) {
            if (!vocabulary.isEmpty() && !vocabulary.containsKey(piece)) {
                problem(line, quoted(piece) + " is not in the vocabulary: expecting both pieces and what they become");
                return;
            }
        }
    }

    private void problem(LineReader.Line line, String what) {
        problems.add(file.toString(), line.number(), what);
    }
}
