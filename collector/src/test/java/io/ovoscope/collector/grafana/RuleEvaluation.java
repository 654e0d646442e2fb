package io.ovoscope.collector.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert rule as Grafana evaluates it: the query at a moment over the rule's time range, a value of each series by {@code reduce} with reducer
 * {@code last}, without what is no number, and a {@code threshold} of it. No other expressions are known here.
 */
record RuleEvaluation(JsonNode rule) {
    /** One alert instance: the labels of a series, and whether it fires. */
    record Instance(Map<String, String> labels, boolean firing) {}

    /** What fires at a moment; where no series answers, what {@code noDataState} says. */
    List<Map<String, String>> firing(InfluxAt influx, Instant now) throws Exception {
        List<Instance> instances = new ArrayList<>();
        for (Answer.Series series : influx.ask(query(now)).series()) {
            List<String> values = series.column(value(series));
            if (!values.isEmpty()) {
                double last = Double.parseDouble(values.get(values.size() - 1));
                instances.add(new Instance(new TreeMap<>(series.tags()), fires(last)));
            }
        }
        if (instances.isEmpty() && rule.path("noDataState").asText().equals("Alerting")) {
            return List.of(Map.of());
        }
        return instances.stream().filter(Instance::firing).map(Instance::labels).toList();
    }

    /** Grafana tells instances apart by their labels alone, and refuses to evaluate two of the same. */
    private String value(Answer.Series series) {
        if (series.columns().size() != 2) {
            throw new AssertionError(
                    rule.path("title") + " has columns " + series.columns() + ": expecting time and one value");
        }
        return series.columns().get(1);
    }

    private String query(Instant now) {
        JsonNode data = step("A");
        long seconds = data.path("relativeTimeRange").path("from").asLong();
        return new Macros(now.minusSeconds(seconds), now, Duration.ofMinutes(1))
                .in(data.path("model").path("query").asText());
    }

    private boolean fires(double value) {
        require(step("B"), "reduce", "A");
        if (!step("B").path("model").path("reducer").asText().equals("last")) {
            throw new AssertionError("reducer of " + rule.path("title") + ": expecting last");
        }
        require(step("C"), "threshold", "B");
        JsonNode evaluator = step("C").path("model").path("conditions").path(0).path("evaluator");
        double bound = evaluator.path("params").path(0).asDouble();
        return switch (evaluator.path("type").asText()) {
            case "gt" -> value > bound;
            case "lt" -> value < bound;
            default -> throw new AssertionError("evaluator " + evaluator + ": expecting gt or lt");
        };
    }

    private static void require(JsonNode step, String type, String of) {
        JsonNode model = step.path("model");
        if (!model.path("type").asText().equals(type)
                || !model.path("expression").asText().equals(of)) {
            throw new AssertionError(step + ": expecting " + type + " of " + of);
        }
    }

    private JsonNode step(String refId) {
        for (JsonNode data : rule.path("data")) {
            if (data.path("refId").asText().equals(refId)) {
                return data;
            }
        }
        throw new AssertionError(rule.path("title") + " has no step " + refId);
    }
}
