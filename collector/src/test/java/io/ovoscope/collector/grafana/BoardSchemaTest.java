package io.ovoscope.collector.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Queries name only measurements, tags and fields that {@code docs/influxdb-schema.md} names. */
class BoardSchemaTest {
    private static final Path SCHEMA = Path.of("..", "docs", "influxdb-schema.md");
    private static final Pattern HEADING = Pattern.compile("^## (?:`(\\w+)`)?.*", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`\"?([\\w.-]+)\"?`");
    private static final Pattern FROM = Pattern.compile("FROM \"(\\w+)\"");
    private static final Pattern ALIAS = Pattern.compile("AS \"([^\"]+)\"");
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");

    @Test
    void everyNameInAQueryStandsInTheSchema() throws Exception {
        Map<String, Set<String>> schema = schema();
        assertThat(schema.keySet()).contains("probe", "snapshot", "layers", "emergence", "finding", "health");
        assertThat(schema.get("probe")).contains("run", "accuracy", "retired").doesNotContain("timeEnd");
        for (BoardQuery query : queries()) {
            Matcher from = FROM.matcher(query.text());
            assertThat(from.find()).as(query.name() + ": FROM \"measurement\"").isTrue();
            String measurement = from.group(1);
            assertThat(schema.keySet()).as(query.name()).contains(measurement);
            if (!measurement.equals("health")) {
                Set<String> known = new TreeSet<>(schema.get(measurement));
                known.add(measurement);
                known.addAll(all(ALIAS, query.text()));
                assertThat(known).as(query.name()).containsAll(all(NAME, query.text()));
            }
        }
    }

    private static List<BoardQuery> queries() {
        return Stream.concat(
                        BoardFile.all().stream()
                                .flatMap(board -> Stream.of(
                                                board.panelQueries(),
                                                board.annotationQueries(),
                                                board.variableQueries())
                                        .flatMap(List::stream)),
                        AlertFile.all().stream().flatMap(file -> file.queries().stream()))
                .toList();
    }

    /** What stands in backquotes in each measurement's chapter. */
    private static Map<String, Set<String>> schema() throws Exception {
        String text = Files.readString(SCHEMA);
        Map<String, Set<String>> schema = new LinkedHashMap<>();
        Matcher heading = HEADING.matcher(text);
        String measurement = null;
        int from = 0;
        while (heading.find()) {
            if (measurement != null) {
                schema.put(measurement, new TreeSet<>(all(CODE, text.substring(from, heading.start()))));
            }
            measurement = heading.group(1);
            from = heading.end();
        }
        return schema;
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
