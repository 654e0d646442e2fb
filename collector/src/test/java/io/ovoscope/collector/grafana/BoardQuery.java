package io.ovoscope.collector.grafana;

import java.util.List;

/**
 * A query as it stands in a file.
 *
 * @param file the file's name
 * @param place the panel's title, {@code variable NAME}, {@code annotation NAME} or {@code rule TITLE}
 * @param refId of the query within the place
 * @param text InfluxQL with Grafana's macros and variables
 * @param repeated the variables for each of whose values its panel or row is repeated: one value at a time
 */
record BoardQuery(String file, String place, String refId, String text, List<String> repeated) {
    BoardQuery {
        repeated = List.copyOf(repeated);
    }

    String name() {
        return file + " · " + place + " · " + refId;
    }
}
