package io.ovoscope.collector.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What InfluxDB answers to one query. */
record Answer(List<Series> series) {
    /**
     * One series of it.
     *
     * @param tags by which it was grouped
     * @param columns names of the values of a row; {@code time} is the first unless the query lists names
     * @param rows values as text; {@code null} for what is absent
     */
    record Series(Map<String, String> tags, List<String> columns, List<List<String>> rows) {
        /** The values of a column, those that are there. */
        List<String> column(String name) {
            int index = columns.indexOf(name);
            if (index < 0) {
                throw new AssertionError("no column '" + name + "' among " + columns);
            }
            return rows.stream()
                    .map(row -> row.get(index))
                    .filter(value -> !value.equals("null"))
                    .toList();
        }
    }

    static Answer of(JsonNode answer) {
        List<Series> all = new ArrayList<>();
        for (JsonNode one : answer.path("results").path(0).path("series")) {
            Map<String, String> tags = new LinkedHashMap<>();
            one.path("tags")
                    .properties()
                    .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
            List<List<String>> rows = new ArrayList<>();
            one.path("values").forEach(values -> rows.add(texts(values)));
            all.add(new Series(tags, texts(one.path("columns")), rows));
        }
        return new Answer(all);
    }

    int rows() {
        return series.stream().mapToInt(one -> one.rows().size()).sum();
    }

    /** The values of a column in all series, those that are there. */
    List<String> column(String name) {
        return series.stream().flatMap(one -> one.column(name).stream()).toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
