package io.ovoscope.collector.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A provisioning file of {@code dashboards/provisioning/}; those under {@code alerting} hold alert rules. */
record AlertFile(Path path, JsonNode root) {
    private static final Path FOLDER = BoardFile.FOLDER.resolve("provisioning");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Every YAML file, whatever it provisions; none where there is no folder. */
    static List<AlertFile> all() {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .map(AlertFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AlertFile read(Path file) {
        try {
            return new AlertFile(file, YAML.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        root.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    /** What the rules ask a data source; expressions over the answers ask none. */
    List<BoardQuery> queries() {
        List<BoardQuery> queries = new ArrayList<>();
        for (JsonNode rule : rules()) {
            for (JsonNode data : rule.path("data")) {
                if (!data.path("datasourceUid").asText().equals("__expr__")) {
                    queries.add(new BoardQuery(
                            name(),
                            "rule " + rule.path("title").asText(),
                            data.path("refId").asText(),
                            data.path("model").path("query").asText(),
                            List.of()));
                }
            }
        }
        return queries;
    }
}
