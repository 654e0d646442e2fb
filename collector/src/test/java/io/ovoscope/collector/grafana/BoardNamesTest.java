package io.ovoscope.collector.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Names that Grafana's data source gives to columns, and what becomes of them in transformations and annotations. */
class BoardNamesTest {
    /** The columns of a matrix are all called as its values are, where the data source has named these; a computed field has no such name. */
    @TestFactory
    Stream<DynamicTest> aMatrixHoldsAComputedField() {
        return each(panels -> panels.forEach(panel -> {
            List<String> computed = new ArrayList<>();
            panel.path("transformations").forEach(transformation -> {
                JsonNode options = transformation.path("options");
                if (transformation.path("id").asText().equals("calculateField")) {
                    computed.add(options.path("alias").asText());
                } else if (transformation.path("id").asText().equals("groupingToMatrix")) {
                    assertThat(computed)
                            .as(panel.path("title").asText())
                            .contains(options.path("valueField").asText());
                }
            });
        }));
    }

    /** Curves that come of one query are all called as its value column is, since the data source names that, and a chart strikes out what names share. */
    @TestFactory
    Stream<DynamicTest> aCurveOfAPartitionIsCalledByItsPartition() {
        List<String> partitioned = new ArrayList<>();
        BoardFile.all()
                .forEach(board -> board.panels()
                        .forEach(panel -> partition(panel)
                                .ifPresent(tag ->
                                        partitioned.add(panel.path("title").asText()))));
        assertThat(partitioned).hasSizeGreaterThan(3);
        return each(panels -> panels.forEach(panel -> partition(panel).ifPresent(tag -> {
            JsonNode value =
                    panel.path("options").path("series").path(0).path("y").path("matcher");
            assertThat(displayNames(panel, value))
                    .as(panel.path("title").asText())
                    .containsExactly("${__field.labels." + tag + "}");
        })));
    }

    /** It asks for annotations as for time series, whose columns it calls by the measurement too, and looks for the end under exactly one name. */
    @TestFactory
    Stream<DynamicTest> anAnnotationThatIsARegionNamesItsEndAsTheDataSourceDoes() {
        return BoardFile.all().stream()
                .flatMap(board -> board.annotations().stream()
                        .map(annotation -> DynamicTest.dynamicTest(
                                board.name() + " · " + annotation.path("name").asText(), () -> {
                                    JsonNode target = annotation.path("target");
                                    boolean ends = target.path("query").asText().contains("\"timeEnd\"");
                                    assertThat(target.path("timeEndColumn").asText())
                                            .isEqualTo(ends ? "finding.timeEnd" : "");
                                })));
    }

    /** InfluxDB puts the function before the name of each column that a pattern chose, and AS has nothing to say there. */
    @TestFactory
    Stream<DynamicTest> countersChosenByAPatternAreCalledAsTheyAre() {
        return each(panels -> panels.forEach(panel -> {
            boolean chosen = panel.path("targets").findValuesAsText("query").stream()
                    .anyMatch(query -> query.contains("max(/^"));
            assertThat(panel.path("transformations").findValuesAsText("id").contains("renameByRegex"))
                    .as(panel.path("title").asText())
                    .isEqualTo(chosen);
        }));
    }

    private static Optional<String> partition(JsonNode panel) {
        for (JsonNode transformation : panel.path("transformations")) {
            if (transformation.path("id").asText().equals("partitionByValues")) {
                return Optional.of(
                        transformation.path("options").path("fields").path(0).asText());
            }
        }
        return Optional.empty();
    }

    private static List<String> displayNames(JsonNode panel, JsonNode matcher) {
        List<String> names = new ArrayList<>();
        for (JsonNode override : panel.path("fieldConfig").path("overrides")) {
            for (JsonNode property : override.path("properties")) {
                if (override.path("matcher").equals(matcher)
                        && property.path("id").asText().equals("displayName")) {
                    names.add(property.path("value").asText());
                }
            }
        }
        return names;
    }

    private static Stream<DynamicTest> each(PanelCheck check) {
        return BoardFile.all().stream()
                .map(board -> DynamicTest.dynamicTest(board.name(), () -> check.check(board.panels())));
    }

    private interface PanelCheck {
        void check(List<JsonNode> panels);
    }
}
