package io.ovoscope.collector.grafana;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the queries of one file answer, and what is chosen in its variables meanwhile. */
final class Expectations {
    private final String file;
    private final Map<String, String> choices = new LinkedHashMap<>();
    private final Map<String, Expected> expected = new LinkedHashMap<>();

    Expectations(String file) {
        this.file = file;
    }

    /** Chooses a value of a variable; {@code Expected.RUN} for the run that is looked at. Others have their first value, or all. */
    Expectations choose(String variable, String value) {
        choices.put(variable, value);
        return this;
    }

    /** Of a panel's query, by the panel's title and the query's refId. */
    Expectations panel(String title, String refId, Expected answer) {
        return put(title, refId, answer);
    }

    Expectations annotation(String name, Expected answer) {
        return put("annotation " + name, "Anno", answer);
    }

    /** Of a variable that asks InfluxDB for its values; they stand in the column {@code value}. */
    Expectations variable(String name, Expected answer) {
        return put("variable " + name, "A", answer);
    }

    /** Of a provisioned alert rule, by its title. */
    Expectations rule(String title, String refId, Expected answer) {
        return put("rule " + title, refId, answer);
    }

    String file() {
        return file;
    }

    @Nullable String choice(String variable) {
        return choices.get(variable);
    }

    Expected of(BoardQuery query) {
        Expected answer = expected.get(query.place() + " · " + query.refId());
        if (answer == null) {
            throw new AssertionError(query.name() + ": nothing is expected of this query");
        }
        return answer;
    }

    /** The places and refIds that something is expected of. */
    Iterable<String> places() {
        return expected.keySet();
    }

    private Expectations put(String place, String refId, Expected answer) {
        if (expected.put(place + " · " + refId, answer) != null) {
            throw new IllegalArgumentException(file + " · " + place + " · " + refId + " twice");
        }
        return this;
    }
}
