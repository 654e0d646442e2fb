package io.ovoscope.collector.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Grafana refuses to start without, in the files that provision alert rules, and what a person needs who is woken by one. */
class AlertFileTest {
    private static final List<String> OF_A_GROUP = List.of("orgId", "name", "folder", "interval", "rules");
    private static final List<String> OF_A_RULE =
            List.of("uid", "title", "condition", "data", "for", "noDataState", "execErrState", "labels", "annotations");
    private static final List<String> OF_DATA = List.of("refId", "relativeTimeRange", "datasourceUid", "model");
    private static final Pattern UID = Pattern.compile("[a-zA-Z0-9_-]{1,40}");
    private static final Path GUIDE = Path.of("..", "docs", "grafana.md");

    private static List<AlertFile> files() {
        List<AlertFile> files = AlertFile.all().stream()
                .filter(file -> file.root().has("groups"))
                .toList();
        assertThat(files).isNotEmpty();
        return files;
    }

    private static List<JsonNode> rules() {
        List<JsonNode> rules =
                files().stream().flatMap(file -> file.rules().stream()).toList();
        assertThat(rules).isNotEmpty();
        return rules;
    }

    private static void assertHas(JsonNode node, List<String> keys) {
        List<String> there = new ArrayList<>();
        node.fieldNames().forEachRemaining(there::add);
        assertThat(there).as(node.toString()).containsAll(keys);
    }

    @Test
    void groupsRulesAndDataHaveTheKeysThatGrafanaAsksFor() {
        for (AlertFile file : files()) {
            assertThat(file.root().path("apiVersion").asInt()).as(file.name()).isEqualTo(1);
            file.root().path("groups").forEach(group -> {
                assertHas(group, OF_A_GROUP);
                assertThat(group.path("interval").asText()).matches("\\d+[sm]");
            });
        }
        for (JsonNode rule : rules()) {
            assertHas(rule, OF_A_RULE);
            assertThat(rule.path("noDataState").asText()).isIn("OK", "NoData", "Alerting", "KeepLast");
            assertThat(rule.path("execErrState").asText()).isIn("OK", "Error", "Alerting", "KeepLast");
            rule.path("data").forEach(data -> assertHas(data, OF_DATA));
        }
    }

    @Test
    void uidsAndTitlesAreThereOnce() {
        assertThat(rules())
                .extracting(rule -> rule.path("uid").asText())
                .doesNotHaveDuplicates()
                .allMatch(uid -> UID.matcher(uid).matches());
        assertThat(rules()).extracting(rule -> rule.path("title").asText()).doesNotHaveDuplicates();
    }

    @Test
    void conditionsAndExpressionsNameOtherSteps() {
        for (JsonNode rule : rules()) {
            Set<String> before = new HashSet<>();
            for (JsonNode data : rule.path("data")) {
                JsonNode model = data.path("model");
                assertThat(model.path("refId").asText())
                        .isEqualTo(data.path("refId").asText());
                if (data.path("datasourceUid").asText().equals("__expr__")) {
                    assertThat(before).contains(model.path("expression").asText());
                } else {
                    assertThat(data.path("datasourceUid").asText()).isEqualTo("ovoscope-influxdb");
                    assertThat(model.path("query").asText()).contains("$timeFilter");
                }
                before.add(data.path("refId").asText());
            }
            assertThat(before).contains(rule.path("condition").asText());
        }
    }

    @Test
    void rulesLeadToAPanelThatIsThere() {
        for (JsonNode rule : rules()) {
            BoardFile board = BoardFile.all().stream()
                    .filter(each -> each.root().path("uid").equals(rule.path("dashboardUid")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(rule.path("dashboardUid") + ": no such dashboard"));
            assertThat(board.panels())
                    .as(rule.path("title").asText())
                    .extracting(panel -> panel.path("id").asInt())
                    .contains(rule.path("panelId").asInt());
        }
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatItMeansAndTheGuideSaysWhatToDo() throws Exception {
        String guide = Files.readString(GUIDE);
        for (JsonNode rule : rules()) {
            String title = rule.path("title").asText();
            assertThat(rule.path("labels").path("severity").asText()).as(title).isIn("critical", "warning", "info");
            assertThat(rule.path("annotations").path("summary").asText())
                    .as(title)
                    .isNotBlank();
            assertThat(rule.path("annotations").path("description").asText())
                    .as(title)
                    .hasSizeGreaterThan(80);
            assertThat(rule.path("annotations").path("runbook").asText()).isEqualTo("docs/grafana.md, " + title);
            assertThat(guide).contains("### " + title + "\n");
        }
    }

    @Test
    void theDataSourceIsTheOneThatDashboardsAsk() {
        List<JsonNode> sources = new ArrayList<>();
        AlertFile.all().forEach(file -> file.root().path("datasources").forEach(sources::add));
        assertThat(sources).singleElement().satisfies(source -> {
            assertThat(source.path("uid").asText()).isEqualTo("ovoscope-influxdb");
            assertThat(source.path("type").asText()).isEqualTo("influxdb");
            assertThat(source.path("secureJsonData").path("httpHeaderValue1").asText())
                    .isEqualTo("Token ${INFLUX_TOKEN}");
        });
    }

    /** It becomes active by being copied: until then nothing but this reads it. */
    @Test
    void theExampleOfWhoIsToldNamesOnlyContactPointsThatItHas() throws Exception {
        JsonNode example = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("..", "dashboards", "provisioning", "alerting", "contact-points.yaml.example")
                        .toFile());
        Set<String> points = new HashSet<>();
        example.path("contactPoints").forEach(point -> {
            points.add(point.path("name").asText());
            assertThat(point.path("receivers"))
                    .isNotEmpty()
                    .allSatisfy(receiver ->
                            assertThat(receiver.path("uid").asText()).matches(UID));
        });
        List<String> told = new ArrayList<>();
        example.path("policies").forEach(policy -> {
            told.add(policy.path("receiver").asText());
            policy.path("routes")
                    .forEach(route -> told.add(route.path("receiver").asText()));
        });
        assertThat(told).isNotEmpty().isSubsetOf(points);
    }
}
