package io.ovoscope.collector.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses values in a dashboard's variables, in their order, since the lists of later ones follow from what is chosen in earlier ones. */
final class Choices {
    /** How variables that take several values are set. */
    enum Mode {
        /** As the dashboard's expectations say, else all. */
        STATED,
        /** The value stated, or the first, and another one. */
        TWO,
        /** All of them. */
        ALL
    }

    private final InfluxAt influx;
    private final Macros macros;

    Choices(InfluxAt influx, Macros macros) {
        this.influx = influx;
        this.macros = macros;
    }

    /**
     * What is chosen.
     *
     * @param run the run looked at, as InfluxDB lists it
     */
    Map<String, Chosen> of(BoardFile board, Expectations expectations, String run, Mode mode) throws Exception {
        Map<String, Chosen> chosen = new LinkedHashMap<>();
        for (JsonNode variable : board.variables()) {
            String name = variable.path("name").asText();
            List<String> values = values(variable, chosen);
            if (values.isEmpty()) {
                throw new AssertionError(board.name() + ", variable " + name + ": nothing to choose");
            }
            String stated = expectations.choice(name);
            String one = stated == null ? null : stated.replace(Expected.RUN, run);
            if (one != null && mode != Mode.STATED && !values.contains(one)) {
                one = null;
            }
            if (one != null && !values.contains(one)) {
                throw new AssertionError(
                        board.name() + ", variable " + name + ": '" + one + "' is not among " + values);
            }
            chosen.put(name, choose(variable, values, one, mode));
        }
        return chosen;
    }

    /** With one value for each variable that the query's panel or row is repeated for. */
    static Map<String, Chosen> oneOfEach(
            List<String> repeated, Map<String, Chosen> chosen, Map<String, Chosen> stated) {
        Map<String, Chosen> each = new LinkedHashMap<>(chosen);
        for (String name : repeated) {
            Chosen value = stated.get(name);
            if (value instanceof Chosen.Several several) {
                value = new Chosen.One(several.values().get(0));
            }
            if (!(value instanceof Chosen.One)) {
                throw new AssertionError("repeated for '" + name + "': choose one of its values in the expectations");
            }
            each.put(name, value);
        }
        return each;
    }

    private List<String> values(JsonNode variable, Map<String, Chosen> chosen) throws Exception {
        if (variable.path("type").asText().equals("query")) {
            String query = variable.path("query").path("query").asText();
            return influx.ask(macros.in(new Interpolation(chosen).of(query))).column("value");
        }
        return List.of(variable.path("query").asText().split(","));
    }

    private static Chosen choose(JsonNode variable, List<String> values, @Nullable String one, Mode mode) {
        boolean several = variable.path("multi").asBoolean();
        boolean all = variable.path("includeAll").asBoolean();
        if (one != null && (mode == Mode.STATED || !several)) {
            return several ? new Chosen.Several(List.of(one)) : new Chosen.One(one);
        }
        if (all && mode != Mode.TWO) {
            String text = variable.path("allValue").asText();
            return text.isEmpty() ? new Chosen.Several(values) : new Chosen.Everything(text);
        }
        if (several) {
            String first = one == null ? values.get(0) : one;
            Stream<String> others = values.stream().filter(value -> !value.equals(first));
            int most = mode == Mode.TWO ? 2 : values.size();
            return new Chosen.Several(
                    Stream.concat(Stream.of(first), others).limit(most).toList());
        }
        return new Chosen.One(values.get(0));
    }
}
