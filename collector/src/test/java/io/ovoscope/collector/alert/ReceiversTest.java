package io.ovoscope.collector.alert;

import static io.ovoscope.collector.finding.SampleFindings.NOON;
import static io.ovoscope.collector.finding.SampleFindings.broken;
import static io.ovoscope.collector.finding.SampleFindings.emergence;
import static io.ovoscope.collector.finding.SampleFindings.open;
import static io.ovoscope.collector.finding.SampleFindings.recovered;
import static io.ovoscope.collector.finding.SampleFindings.suspected;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ovoscope.settings.Secret;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes to Alertmanager and to a webhook. */
class ReceiversTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path DOCUMENT = Path.of("..", "docs", "alerts.md");

    private Instant now = NOON.plusSeconds(30);
    private final JsonPost nowhere =
            new JsonPost("nobody", "alerts", URI.create("http://127.0.0.1:1/"), Secret.none(), Duration.ofSeconds(1));
    private final AlertmanagerReceiver alertmanager =
            new AlertmanagerReceiver(nowhere, Duration.ofSeconds(60), Duration.ofMinutes(30), () -> now);
    private final WebhookReceiver webhook = new WebhookReceiver(nowhere, false, () -> now);

    private static Notice notice(Finding finding) {
        return new Notice(finding, false, null);
    }

    private JsonNode alerts(Notice... notices) throws IOException {
        return JSON.readTree(alertmanager.body(List.of(notices)));
    }

    private static JsonNode alert(Finding finding, AlertmanagerReceiver receiver) throws IOException {
        return JSON.readTree(receiver.body(List.of(notice(finding)))).path(0);
    }

    @Test
    void openRegressionHasLabelsThatRouteItAndAnnotationsThatTell() throws IOException {
        JsonNode alert = alert(open("demo"), alertmanager);
        assertThat(alert.path("labels")).isEqualTo(JSON.readTree("""
                {"alertname": "OvoscopeRegression", "run": "demo", "task": "UPOS", "level": "morphology",
                 "severity": "critical", "verdict": "MODEL_REGRESSED", "finding": "regression/UPOS/256"}
                """));
        assertThat(alert.path("annotations").path("summary").asText())
                .isEqualTo("Run 'demo' lost UPOS: from 87.5% to 75.0% since step 256");
        assertThat(alert.path("annotations").path("description").asText()).contains("Last good checkpoint: step 64");
        assertThat(alert.path("annotations").path("step").asText()).isEqualTo("256");
        assertThat(alert.path("annotations").path("checkpoint").asText()).isEqualTo("/runs/demo/64.zip");
        assertThat(alert.path("startsAt").asText()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(alert.path("endsAt").asText()).isEqualTo("2026-01-01T12:30:30Z");
    }

    @Test
    void brokenDataNamesItsKindAndLayer() throws IOException {
        JsonNode alert = alert(broken("demo", BrokenData.Kind.MISSING_LAYERS, null), alertmanager);
        assertThat(alert.path("labels")).isEqualTo(JSON.readTree("""
                {"alertname": "OvoscopeBrokenData", "run": "demo", "severity": "warning", "kind": "missing-layers",
                 "layer": "1", "finding": "missing-layers/1/128"}
                """));
    }

    @Test
    void recoveredFindingEndsWhenItDidAndWithdrawnOneNow() throws IOException {
        now = NOON.plusSeconds(3_600);
        JsonNode ended = alert(recovered("demo"), alertmanager);
        assertThat(ended.path("endsAt").asText()).isEqualTo("2026-01-01T12:01:00Z");
        assertThat(ended.path("labels"))
                .isEqualTo(alert(open("demo"), alertmanager).path("labels"));
        assertThat(alerts(new Notice(open("demo"), true, null))
                        .path(0)
                        .path("endsAt")
                        .asText())
                .isEqualTo("2026-01-01T13:00:00Z");
    }

    @Test
    void trainingMachineWhoseClockIsAheadKeepsNoAlertOpenAndNoneBeginsAfterItsEnd() throws IOException {
        now = NOON.minusSeconds(600);
        JsonNode ended = alert(recovered("demo"), alertmanager);
        assertThat(ended.path("endsAt").asText()).isEqualTo("2026-01-01T11:50:00Z");
        assertThat(ended.path("startsAt").asText()).isEqualTo("2026-01-01T11:50:00Z");
    }

    @Test
    void alertWhoseVerdictChangesIsResolvedUnderItsOldLabels() throws IOException {
        JsonNode alerts = alerts(new Notice(open("demo"), false, notice(suspected("demo"))));
        assertThat(alerts).hasSize(2);
        assertThat(alerts.path(0).path("labels").path("verdict").asText()).isEqualTo("PROBE_SUSPECTED");
        assertThat(alerts.path(0).path("endsAt").asText()).isEqualTo(now.toString());
        assertThat(alerts.path(1).path("labels").path("verdict").asText()).isEqualTo("MODEL_REGRESSED");
    }

    @Test
    void notesGoToNobodyWhoDidNotAskForThem() {
        assertThat(alertmanager.wants(emergence("demo", 1))).isFalse();
        assertThat(webhook.wants(emergence("demo", 1))).isFalse();
        assertThat(new WebhookReceiver(nowhere, true, () -> now).wants(emergence("demo", 1)))
                .isTrue();
        assertThat(new LogReceiver(false).wants(emergence("demo", 1))).isFalse();
        assertThat(new LogReceiver(false).wants(open("demo"))).isTrue();
    }

    @Test
    void webhooksBodyIsTheOneInTheDocument() throws IOException {
        String document = Files.readString(DOCUMENT);
        String example = document.substring(
                document.indexOf("```json") + 7, document.indexOf("```", document.indexOf("```json") + 7));
        JsonNode written = JSON.readTree(webhook.body(notice(recovered("demo"))));
        assertThat(written).as("%s", written.toPrettyString()).isEqualTo(JSON.readTree(example));
    }

    @Test
    void webhookIsToldOfAWithdrawalAsOfAnEnd() throws IOException {
        JsonNode body = JSON.readTree(webhook.body(new Notice(open("demo"), true, null)));
        assertThat(body.path("status").asText()).isEqualTo("resolved");
        assertThat(body.path("withdrawn").asBoolean()).isTrue();
        assertThat(body.path("endsAt").asText()).isEqualTo(now.toString());
    }
}
