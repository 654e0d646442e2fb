package io.ovoscope.launcher.bench;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All figures of a bench.
 *
 * @param machine what they were taken with, in words
 */
record BenchFigures(List<String> machine, List<CaseResult> cases, List<MemoryRow> memory) {
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

    BenchFigures {
        machine = List.copyOf(machine);
        cases = List.copyOf(cases);
        memory = List.copyOf(memory);
    }

    static BenchFigures none() {
        return new BenchFigures(List.of(), List.of(), List.of());
    }

    BenchFigures with(CaseResult result) {
        List<CaseResult> more = new ArrayList<>(cases);
        more.add(result);
        return new BenchFigures(machine, more, memory);
    }

    BenchFigures with(MemoryRow row) {
        List<MemoryRow> more = new ArrayList<>(memory);
        more.add(row);
        return new BenchFigures(machine, cases, more);
    }

    BenchFigures with(String words) {
        List<String> more = new ArrayList<>(machine);
        more.add(words);
        return new BenchFigures(more, cases, memory);
    }

    void write(Path file) throws IOException {
        WRITER.writeValue(file.toFile(), this);
    }
}
