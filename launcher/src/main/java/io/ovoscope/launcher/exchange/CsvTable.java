package io.ovoscope.launcher.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of comma-separated values after RFC 4180, in UTF-8: a header, then rows. Lines before the header that begin with
 * {@code #} are comments; empty lines are passed over.
 */
record CsvTable(Row header, List<Row> rows) {
    /** Above it a file is no file of curves. */
    private static final long MAX_BYTES = 64L << 20;

    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    /**
     * A row.
     *
     * @param line of the file in which it begins, from 1
     */
    record Row(int line, List<String> cells) {}

    CsvTable {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a file.
     *
     * @throws IOException where it cannot be read, saying why
     * @throws CurveFileException where it has no header, or a quote that does not end
     */
    static CsvTable read(Path file) throws IOException, CurveFileException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " has " + Files.size(file) + " bytes: expecting at most " + MAX_BYTES);
        }
        Problems problems = new Problems(file);
        String text = text(file, problems);
        int comments = 0;
        int from = 0;
        while (from < text.length() && text.charAt(from) == '#') {
            int end = text.indexOf('\n', from);
            from = end < 0 ? text.length() : end + 1;
            comments++;
        }
        List<Row> rows = rows(text.substring(from), comments, problems);
        if (rows.isEmpty()) {
            problems.add(comments + 1, "the file has no header: expecting at least task,step,accuracy");
        }
        problems.throwIfAny();
        return new CsvTable(rows.get(0), rows.subList(1, rows.size()));
    }

    private static String text(Path file, Problems problems) throws IOException, CurveFileException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            problems.add(1, "the file is not UTF-8");
            problems.throwIfAny();
            throw e;
        }
    }

    private static List<Row> rows(String text, int comments, Problems problems) {
        List<Row> rows = new ArrayList<>();
        int line = comments + 1;
        try (MappingIterator<String[]> cells = MAPPER.readerFor(String[].class).readValues(text)) {
            while (cells.hasNextValue()) {
                line = comments + cells.getParser().currentLocation().getLineNr();
                rows.add(new Row(line, List.of(cells.nextValue())));
            }
        } catch (JsonProcessingException e) {
            problems.add(line, e.getOriginalMessage());
        } catch (RuntimeJsonMappingException e) {
            problems.add(line, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory", e);
        }
        return rows;
    }
}
