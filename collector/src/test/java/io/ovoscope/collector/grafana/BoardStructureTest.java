package io.ovoscope.collector.grafana;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ovoscope.wire.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What Grafana, and the reader of a dashboard, may rely on. */
class BoardStructureTest {
    private static final String DATA_SOURCE = "ovoscope-influxdb";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{?(\\w+)(:\\w+)?}?");
    private static final Pattern OUTERMOST_GROUPS = Pattern.compile("GROUP BY ([^)]*)$");
    private static final Set<String> MACROS = Set.of("timeFilter", "__interval", "__interval_ms", "__from", "__to");
    /** In these every point is marked as retired or not. */
    private static final Pattern RETIRABLE = Pattern.compile("FROM \"(probe|snapshot|layers)\"");

    @TestFactory
    Stream<DynamicTest> everyDashboardHasItsOwnUidAndTheTagThatLinksThem() {
        assertThat(BoardFile.all())
                .extracting(board -> board.root().path("uid").asText())
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.matches("ovoscope-[a-z-]+"));
        return each(board -> {
            assertThat(board.root().path("title").asText()).startsWith("Ovoscope · ");
            assertThat(board.root().path("tags").toString()).contains("\"ovoscope\"");
            JsonNode link = board.root().path("links").path(0);
            assertThat(link.path("tags").toString()).contains("\"ovoscope\"");
            assertThat(link.path("includeVars").asBoolean()).isTrue();
            assertThat(link.path("keepTime").asBoolean()).isTrue();
        });
    }

    @TestFactory
    Stream<DynamicTest> panelsAreNumberedOnceAndDoNotOverlap() {
        return each(board -> {
            assertThat(board.panelsAndRows())
                    .extracting(panel -> panel.path("id").asInt())
                    .doesNotHaveDuplicates()
                    .allMatch(id -> id > 0);
            assertThat(board.panels())
                    .extracting(panel -> panel.path("title").asText())
                    .doesNotHaveDuplicates();
            List<JsonNode> places = board.panelsAndRows().stream()
                    .map(panel -> panel.path("gridPos"))
                    .toList();
            for (int i = 0; i < places.size(); i++) {
                for (JsonNode other : places.subList(0, i)) {
                    assertThat(overlap(places.get(i), other))
                            .as("%s over %s", places.get(i), other)
                            .isFalse();
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyPanelSaysHowToReadItInWhichUnitAndWhatItMeansThatNothingIsThere() {
        return each(board -> {
            for (JsonNode panel : board.panels()) {
                String title = panel.path("title").asText();
                assertThat(title).isNotBlank();
                assertThat(panel.path("description").asText()).as(title).hasSizeGreaterThan(40);
                if (!panel.path("type").asText().equals("text")) {
                    JsonNode defaults = panel.path("fieldConfig").path("defaults");
                    assertThat(defaults.path("unit").asText())
                            .as(title + ": unit")
                            .isNotBlank();
                    assertThat(defaults.path("noValue").asText())
                            .as(title + ": noValue")
                            .isNotBlank();
                }
            }
        });
    }

    /** What a panel says when it is empty Grafana writes into each empty cell too, and beside each curve that has no point where the mouse is. */
    @TestFactory
    Stream<DynamicTest> whatAnEmptyPanelSaysIsNotSaidOfAnEmptyCell() {
        return each(board -> board.panels().stream()
                .filter(panel -> Set.of("table", "timeseries", "xychart")
                        .contains(panel.path("type").asText()))
                .forEach(panel -> {
                    JsonNode first = panel.path("fieldConfig").path("overrides").path(0);
                    JsonNode property = first.path("properties").path(0);
                    assertThat(first.path("matcher").path("options").asText())
                            .as(panel.path("title").asText())
                            .isEqualTo("/.*/");
                    assertThat(property.path("id").asText()).isEqualTo("noValue");
                    assertThat(property.path("value").isNull()).isTrue();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyQueryIsInfluxQlToTheProvisionedDataSource() {
        return each(board -> {
            List<JsonNode> places = new ArrayList<>(board.panels());
            board.panels()
                    .forEach(panel -> panel.path("targets").forEach(target -> {
                        assertThat(target.path("rawQuery").asBoolean())
                                .as(target.toString())
                                .isTrue();
                        assertThat(target.path("resultFormat").asText()).isIn("table", "time_series");
                        places.add(target);
                    }));
            places.addAll(board.variables().stream()
                    .filter(variable -> variable.path("type").asText().equals("query"))
                    .toList());
            places.addAll(board.annotations());
            assertThat(places).allSatisfy(place -> {
                assertThat(place.path("datasource").path("uid").asText()).isEqualTo(DATA_SOURCE);
                assertThat(place.path("datasource").path("type").asText()).isEqualTo("influxdb");
            });
        });
    }

    @Test
    void theDataSourceThatDashboardsNameIsTheOneProvisioned() {
        List<AlertFile> provisioned = AlertFile.all().stream()
                .filter(file -> file.root().has("datasources"))
                .toList();
        assumeThat(provisioned).as("needs dashboards/provisioning/datasources").isNotEmpty();
        assertThat(provisioned)
                .flatExtracting(file -> file.root().findValuesAsText("uid"))
                .containsOnly(DATA_SOURCE);
    }

    @TestFactory
    Stream<DynamicTest> everyQueryIsHeldToTheTimeRangeAndLeavesOutWhatIsRetired() {
        return each(board -> Stream.concat(board.panelQueries().stream(), board.annotationQueries().stream())
                .forEach(query -> {
                    assertThat(query.text()).as(query.name()).contains("$timeFilter");
                    if (RETIRABLE.matcher(query.text()).find()) {
                        assertThat(query.text()).as(query.name()).contains("\"retired\" = false");
                    }
                    if (!query.text().contains("FROM \"health\"")) {
                        assertThat(query.text()).as(query.name()).contains("\"run\" =~");
                    }
                }));
    }

    /** Without slashes Grafana takes a pattern for the whole of a name. */
    @TestFactory
    Stream<DynamicTest> patternsOfOverridesStandBetweenSlashes() {
        return each(board -> board.panels()
                .forEach(panel -> panel.path("fieldConfig").path("overrides").forEach(override -> {
                    JsonNode matcher = override.path("matcher");
                    if (matcher.path("id").asText().equals("byRegexp")) {
                        assertThat(matcher.path("options").asText()).matches("/.+/");
                    }
                })));
    }

    /** From the form of a sentence to its meaning, which is the order in which they are expected to emerge; InfluxDB would list them by letters. */
    @Test
    void levelsStandInTheirOrder() {
        String levels = Stream.of(Level.values())
                .filter(level -> level != Level.GEOMETRY)
                .map(level -> level.name().toLowerCase(Locale.ROOT))
                .collect(joining(","));
        assertThat(BoardFile.all().stream()
                        .flatMap(board -> board.variables().stream())
                        .filter(variable -> variable.path("name").asText().equals("level")))
                .hasSize(3)
                .allSatisfy(variable -> {
                    assertThat(variable.path("type").asText()).isEqualTo("custom");
                    assertThat(variable.path("query").asText()).isEqualTo(levels);
                });
    }

    /** Grafana puts the tags of a table in an order of the moment. */
    @TestFactory
    Stream<DynamicTest> tablesAreGroupedByOneTagAtMost() {
        return each(board -> board.panels()
                .forEach(panel -> panel.path("targets").forEach(target -> {
                    String query = target.path("query").asText();
                    Matcher groups = OUTERMOST_GROUPS.matcher(query);
                    if (target.path("resultFormat").asText().equals("table") && groups.find()) {
                        assertThat(groups.group(1)).as(query).doesNotContain(",");
                    }
                })));
    }

    @TestFactory
    Stream<DynamicTest> everyVariableIsInsertedAsAQuotedPattern() {
        return each(board -> {
            List<String> names = board.variables().stream()
                    .map(variable -> variable.path("name").asText())
                    .toList();
            Stream.of(board.panelQueries(), board.annotationQueries(), board.variableQueries())
                    .flatMap(List::stream)
                    .forEach(query -> REFERENCE.matcher(query.text()).results().forEach(reference -> {
                        if (!MACROS.contains(reference.group(1))) {
                            assertThat(names).as(query.name()).contains(reference.group(1));
                            assertThat(quoted(query.text(), reference))
                                    .as("%s: %s: expecting =~ /^${NAME:regex}$/", query.name(), reference.group())
                                    .isTrue();
                        }
                    }));
        });
    }

    /** Names hold quotes, slashes and what patterns are made of: only this form takes them all. */
    private static boolean quoted(String query, MatchResult reference) {
        return query.startsWith("${", reference.start())
                && ":regex".equals(reference.group(2))
                && query.substring(0, reference.start()).endsWith("=~ /^")
                && query.startsWith("$/", reference.end());
    }

    private static boolean overlap(JsonNode a, JsonNode b) {
        return meet(a, b, "x", "w") && meet(a, b, "y", "h");
    }

    private static boolean meet(JsonNode a, JsonNode b, String from, String size) {
        int beginA = a.path(from).asInt();
        int beginB = b.path(from).asInt();
        return beginA < beginB + b.path(size).asInt()
                && beginB < beginA + a.path(size).asInt();
    }

    private static Stream<DynamicTest> each(BoardCheck check) {
        List<BoardFile> boards = BoardFile.all();
        assertThat(boards).isNotEmpty();
        return boards.stream().map(board -> DynamicTest.dynamicTest(board.name(), () -> check.check(board)));
    }

    private interface BoardCheck {
        void check(BoardFile board);
    }
}
