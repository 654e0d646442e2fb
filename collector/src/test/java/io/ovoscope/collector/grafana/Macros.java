package io.ovoscope.collector.grafana;

import java.time.Duration;
import java.time.Instant;

/**
 * What Grafana's InfluxDB data source puts for its macros.
 *
 * @param from begin of the dashboard's time range
 * @param to its end
 * @param interval the width of a point of the panel
 */
record Macros(Instant from, Instant to, Duration interval) {
    String in(String query) {
        long milliseconds = interval.toMillis();
        return query.replace(
                        "$timeFilter", "time >= " + from.toEpochMilli() + "ms and time <= " + to.toEpochMilli() + "ms")
                .replace("$__interval_ms", Long.toString(milliseconds))
                .replace("$__interval", milliseconds + "ms")
                .replace("${__from}", Long.toString(from.toEpochMilli()))
                .replace("$__from", Long.toString(from.toEpochMilli()))
                .replace("${__to}", Long.toString(to.toEpochMilli()))
                .replace("$__to", Long.toString(to.toEpochMilli()));
    }
}
