package io.ovoscope.collector.publish;

import java.util.stream.Collectors;

/** The statements made, with names and values quoted. */
final class InfluxQl {
    private InfluxQl() {}

    static String createDatabase(String name) {
        return "CREATE DATABASE " + name(name);
    }

    /** For InfluxDB 1.x: deletes the series, and with them their place in the index. */
    static String drop(Change.Erasure erasure) {
        String measurements =
                erasure.measurements().stream().map(InfluxQl::name).collect(Collectors.joining(", "));
        String all = "DROP SERIES FROM " + measurements + " WHERE \"run\" = " + value(TagText.of(erasure.run()));
        String id = erasure.id();
        return id == null ? all : all + " AND \"id\" = " + value(TagText.of(id));
    }

    /** For the delete API of InfluxDB 2.x. */
    static String predicate(String measurement, Change.Erasure erasure) {
        String all = "_measurement=" + name(measurement) + " AND run=" + name(TagText.of(erasure.run()));
        String id = erasure.id();
        return id == null ? all : all + " AND id=" + name(TagText.of(id));
    }

    static String name(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    static String value(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + '\'';
    }
}
