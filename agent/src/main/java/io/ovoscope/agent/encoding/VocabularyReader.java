package io.ovoscope.agent.encoding;

import static io.ovoscope.agent.probeset.sentence.Problems.quoted;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ovoscope.agent.probeset.sentence.LineReader;
import io.ovoscope.agent.probeset.sentence.Problems;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a vocabulary and reports whatever is wrong with it; what it returns counts only where nothing is. */
final class VocabularyReader {
    private final Path file;
    private final Problems problems;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Long> lines = new HashMap<>();
    private final Map<Integer, String> pieces = new HashMap<>();

    VocabularyReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    Map<String, Integer> read() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            if (file.toString().endsWith(".json")) {
                readJson(in);
            } else {
                readLines(in);
            }
        }
        if (lines.isEmpty()) {
            problems.add(file.toString(), "no pieces: expecting at least one");
        }
        return ids;
    }

    private void readLines(InputStream in) throws IOException {
        LineReader reader = new LineReader(in, file.toString(), problems);
        for (Optional<LineReader.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            LineReader.Line read = line.get();
            if (read.readable()) {
                add(read.text(), Math.toIntExact(read.number() - 1), read.number());
            }
        }
    }

    private void add(String piece, int id, long line) {
        if (piece.isEmpty()) {
            problems.add(file.toString(), line, "empty piece: expecting at least one character");
            lines.putIfAbsent("", line);
            return;
        }
        Long before = lines.putIfAbsent(piece, line);
        if (before != null) {
            problems.add(
                    file.toString(),
                    line,
                    quoted(piece) + " stands in line " + before + " already: expecting each piece once");
            return;
        }
        String other = pieces.putIfAbsent(id, piece);
        if (other != null) {
            problems.add(
                    file.toString(),
                    line,
                    quoted(piece) + " has id " + id + ", as " + quoted(other) + ": expecting an id of its own");
            return;
        }
        ids.put(piece, id);
    }

    private void readJson(InputStream in) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                problems.add(file.toString(), line(parser), "expecting a JSON object that maps each piece to its id");
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String piece = parser.currentName();
                JsonToken value = parser.nextToken();
                long line = line(parser);
                if (value == JsonToken.VALUE_NUMBER_INT && isId(parser)) {
                    add(piece, parser.getIntValue(), line);
                } else {
                    lines.putIfAbsent(piece, line);
                    problems.add(
                            file.toString(),
                            line,
                            "id " + parser.getText() + " of " + quoted(piece) + ": expecting a whole number from 0 to "
                                    + Integer.MAX_VALUE);
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            lines.putIfAbsent("", 1L);
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            problems.add(
                    file.toString(),
                    line,
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private static boolean isId(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.INT && parser.getIntValue() >= 0;
    }

    private static long line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
