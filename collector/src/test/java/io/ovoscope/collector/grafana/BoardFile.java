package io.ovoscope.collector.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard of {@code dashboards/}, in Grafana's classic JSON. */
record BoardFile(Path path, JsonNode root) {
    /** Tests run in the module's folder. */
    static final Path FOLDER = Path.of("..", "dashboards");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static List<BoardFile> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(BoardFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BoardFile read(Path file) {
        try {
            return new BoardFile(file, JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    /** All panels, those inside collapsed rows too, without the rows. */
    List<JsonNode> panels() {
        return panelsAndRows().stream()
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    List<JsonNode> panelsAndRows() {
        List<JsonNode> panels = new ArrayList<>();
        root.path("panels").forEach(panel -> {
            panels.add(panel);
            panel.path("panels").forEach(panels::add);
        });
        return panels;
    }

    List<JsonNode> variables() {
        List<JsonNode> variables = new ArrayList<>();
        root.path("templating").path("list").forEach(variables::add);
        return variables;
    }

    /** Those that ask a data source. */
    List<JsonNode> annotations() {
        List<JsonNode> annotations = new ArrayList<>();
        root.path("annotations").path("list").forEach(annotation -> {
            if (!annotation.path("datasource").path("uid").asText().equals("-- Grafana --")) {
                annotations.add(annotation);
            }
        });
        return annotations;
    }

    List<BoardQuery> panelQueries() {
        List<BoardQuery> queries = new ArrayList<>();
        String rowRepeats = "";
        for (JsonNode panel : panelsAndRows()) {
            String repeats = panel.path("repeat").asText();
            if (panel.path("type").asText().equals("row")) {
                rowRepeats = repeats;
            }
            List<String> repeated = Stream.of(rowRepeats, repeats)
                    .filter(name -> !name.isEmpty())
                    .toList();
            for (JsonNode target : panel.path("targets")) {
                String title = panel.path("title").asText();
                queries.add(new BoardQuery(
                        name(),
                        title,
                        target.path("refId").asText(),
                        target.path("query").asText(),
                        repeated));
            }
        }
        return queries;
    }

    List<BoardQuery> annotationQueries() {
        return annotations().stream()
                .map(annotation -> query(
                        "annotation " + annotation.path("name").asText(),
                        "Anno",
                        annotation.path("target").path("query")))
                .toList();
    }

    List<BoardQuery> variableQueries() {
        return variables().stream()
                .filter(variable -> variable.path("type").asText().equals("query"))
                .map(variable -> query(
                        "variable " + variable.path("name").asText(),
                        "A",
                        variable.path("query").path("query")))
                .toList();
    }

    private BoardQuery query(String place, String refId, JsonNode text) {
        return new BoardQuery(name(), place, refId, text.asText(), List.of());
    }
}
