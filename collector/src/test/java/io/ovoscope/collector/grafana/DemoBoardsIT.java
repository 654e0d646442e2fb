package io.ovoscope.collector.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ovoscope.collector.grafana.Choices.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The dashboards with what a demo left in an InfluxDB, which {@code .ci/demo-with-influxdb} fills: {@code ovoscope.boards.influxdb} is its URL and
 * {@code ovoscope.boards.run} the run's name. No panel is empty but those about what a demo has not.
 */
@EnabledIfSystemProperty(
        named = "ovoscope.boards.influxdb",
        matches = "http.*",
        disabledReason = "needs an InfluxDB with a demo's points")
class DemoBoardsIT {
    /** The demo's texts have no trees, nothing goes wrong in it, and on a busy machine it is too short for a task to emerge. */
    private static final Set<String> MAY_BE_EMPTY = Set.of(
            "Syntax trees: rank correlation",
            "Syntax trees: root found",
            "When tasks emerged",
            "Emergence · $level",
            "Emergence, side by side",
            "Snapshots dropped, by reason",
            "Open regressions",
            "Open: broken data",
            "Open findings",
            "Drops, task × layer",
            "Evidence",
            "Last good checkpoint",
            "Past findings",
            "Tasks with too few items");

    @Test
    void noAlertFiresAfterADemo() throws Exception {
        InfluxAt influx = new InfluxAt(System.getProperty("ovoscope.boards.influxdb"));
        Instant now = Instant.now();
        Set<String> firing = new TreeSet<>();
        for (AlertFile file : AlertFile.all()) {
            for (JsonNode rule : file.rules()) {
                new RuleEvaluation(rule)
                        .firing(influx, now)
                        .forEach(labels -> firing.add(rule.path("title").asText() + " " + labels));
            }
        }
        assertThat(firing).isEmpty();
    }

    @Test
    void noPanelIsEmptyAfterADemo() throws Exception {
        InfluxAt influx = new InfluxAt(System.getProperty("ovoscope.boards.influxdb"));
        String run = System.getProperty("ovoscope.boards.run", "demo");
        Instant now = Instant.now();
        Macros macros = new Macros(now.minus(Duration.ofHours(1)), now.plusSeconds(60), Duration.ofSeconds(1));
        Set<String> allEmpty = new TreeSet<>();
        for (BoardFile board : BoardFile.all()) {
            Expectations nothing = new Expectations(board.name()).choose("run", run);
            Map<String, Chosen> all = new Choices(influx, macros).of(board, nothing, run, Mode.ALL);
            Set<String> empty = new TreeSet<>();
            Set<String> full = new TreeSet<>();
            for (BoardQuery query : board.panelQueries()) {
                Map<String, Chosen> chosen = new LinkedHashMap<>(all);
                query.repeated().forEach(variable -> chosen.put(variable, new Chosen.Everything(".*")));
                int rows = influx.ask(macros.in(new Interpolation(chosen).of(query.text())))
                        .rows();
                (rows == 0 ? empty : full).add(query.place());
            }
            empty.removeAll(full);
            empty.removeAll(MAY_BE_EMPTY);
            empty.forEach(panel -> allEmpty.add(board.name() + " · " + panel));
            assertThat(full).as(board.name()).isNotEmpty();
        }
        assertThat(allEmpty).as("panels without data").isEmpty();
    }
}
