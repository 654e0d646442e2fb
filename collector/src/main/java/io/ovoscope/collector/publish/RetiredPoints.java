package io.ovoscope.collector.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import java.util.ArrayList;
import java.util.List;

/** Asks which points of a run are to be marked as retired, and makes of the answer what marks them. */
final class RetiredPoints {
    private RetiredPoints() {}

    /** Those that are not marked yet, each with all its tags, which with its time say which point it is. */
    static String query(String measurement, Retirement retirement) {
        return "SELECT \"step\" FROM " + InfluxQl.name(measurement)
                + " WHERE \"run\" = " + InfluxQl.value(TagText.of(retirement.run()))
                + " AND \"attempt\" < " + retirement.attempt()
                + " AND \"step\" >= " + retirement.fromStep()
                + " AND \"retired\" = false GROUP BY *";
    }

    /** Line protocol of nothing but the mark, for each point of an answer with times in nanoseconds. */
    static List<String> marks(JsonNode answer) {
        List<String> marks = new ArrayList<>();
        for (JsonNode result : answer.path("results")) {
            for (JsonNode series : result.path("series")) {
                int time = timeColumn(series);
                series.path("values")
                        .forEach(row -> marks.add(mark(series, row.path(time).asLong())));
            }
        }
        return marks;
    }

    private static int timeColumn(JsonNode series) {
        int column = 0;
        while (column < series.path("columns").size()
                && !series.path("columns").path(column).asText().equals("time")) {
            column++;
        }
        return column;
    }

    /** A tag that a series lacks is answered as an empty one. */
    private static String mark(JsonNode series, long nanoseconds) {
        Point line = Point.measurement(series.path("name").asText()).time(nanoseconds, WritePrecision.NS);
        series.path("tags").properties().forEach(tag -> {
            if (!tag.getValue().asText().isEmpty()) {
                line.addTag(tag.getKey(), tag.getValue().asText());
            }
        });
        line.addField("retired", true);
        return line.toLineProtocol();
    }
}
