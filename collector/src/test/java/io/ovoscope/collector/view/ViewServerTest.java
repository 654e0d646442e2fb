package io.ovoscope.collector.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ovoscope.collector.topics.KafkaSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ViewServerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON.plusSeconds(200), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int POINTS_PER_STEP = SampleRun.taskNames().size() * SampleRun.LAYERS;

    private final CurveStore store = new CurveStore(100_000);
    private final SampleRun sample = new SampleRun("r", NOON);
    private final ViewServer server = ViewServer.start(store, ViewSettings.defaults(), CLOCK);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.address().resolve(path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private EventReader events(String since, String... headers) throws IOException, InterruptedException {
        URI address = server.address().resolve("/api/runs/r/events?since=" + since);
        return new EventReader(client, address, headers);
    }

    @Test
    void runsAreListedNewestFirst() throws Exception {
        sample.feed(store);
        new SampleRun("later", NOON.plusSeconds(1)).feed(store, 0);
        store.put(new SampleRun("later", NOON.plusSeconds(1)).manifest());
        JsonNode runs = json("/api/runs").path("runs");
        assertThat(runs.findValuesAsText("run")).containsExactly("later", "r");
        assertThat(runs.path(1).path("step").asLong()).isEqualTo(1581);
        assertThat(runs.path(1).path("loss").asDouble()).isEqualTo(3.68);
        assertThat(runs.path(1).path("state").asText()).isEqualTo("running");
    }

    @Test
    void aRunIsToldWholeAndWithoutTheCorrectnessOfItems() throws Exception {
        sample.feed(store);
        HttpResponse<String> answer = get("/api/runs/r");
        JsonNode run = JSON.readTree(answer.body());
        assertThat(run.path("points").path("rows")).hasSize(POINTS_PER_STEP * SampleRun.STEPS.size());
        assertThat(run.path("manifest").path("tasks"))
                .hasSize(SampleRun.taskNames().size());
        assertThat(run.path("findings").path(0).path("finding").asText()).isEqualTo("emergence");
        assertThat(run.path("closed")).hasSize(SampleRun.STEPS.size());
        assertThat(answer.body()).doesNotContain("correct").doesNotContain("class0");
    }

    @Test
    void figuresStandInTheColumnsOfTheirNames() throws Exception {
        store.put(sample.manifest());
        store.put(sample.points(512).get(0));
        JsonNode table = json("/api/runs/r").path("points");
        List<String> columns = new ArrayList<>();
        table.path("columns").forEach(column -> columns.add(column.asText()));
        JsonNode row = table.path("rows").path(0);
        assertThat(row).hasSameSizeAs(columns);
        assertThat(row.path(columns.indexOf("task")).asText()).isEqualTo("UPOS");
        assertThat(row.path(columns.indexOf("step")).asLong()).isEqualTo(512);
        assertThat(row.path(columns.indexOf("lexicon")).asDouble()).isEqualTo(.85);
        assertThat(columns).doesNotContain("bagOfWords");
    }

    @Test
    void aMissingResultComesWithItsReason() throws Exception {
        store.put(sample.manifest());
        sample.points(512).forEach(store::put);
        assertThat(get("/api/runs/r").body())
                .contains("{\"reason\":\"NON_FINITE\",\"detail\":\"12 of 21695 rows hold NaN\"}");
    }

    @Test
    void profilesOverLayersStandUnderAKeyOfTheirOwn() throws Exception {
        store.put(sample.manifest());
        store.put(sample.profile(512));
        JsonNode profile = json("/api/runs/r").path("layerProfiles").path(0);
        assertThat(profile.path("task").asText()).isEqualTo("UPOS");
        assertThat(profile.path("step").asLong()).isEqualTo(512);
        assertThat(profile.path("best").asInt()).isEqualTo(2);
        assertThat(profile.path("bestShare")).hasSize(SampleRun.LAYERS);
        assertThat(profile.path("centreOfGravity").asDouble()).isEqualTo(1.5);
        assertThat(profile.path("centreLower").isNull()).isTrue();
    }

    @Test
    void newPointsAreToldToAnOpenPage() throws Exception {
        store.put(sample.manifest());
        sample.feed(store, 0);
        String cursor = json("/api/runs/r").path("cursor").asText();
        try (EventReader events = events(cursor)) {
            assertThat(events.next("runs").data()).contains("\"run\":\"r\"");
            sample.feed(store, 1);
            int rows = 0;
            while (rows < POINTS_PER_STEP) {
                JsonNode told = JSON.readTree(events.next("points").data()).path("points");
                told.path("rows")
                        .forEach(row -> assertThat(row.path(2).asLong()).isEqualTo(1));
                rows += told.path("rows").size();
            }
            assertThat(rows).isEqualTo(POINTS_PER_STEP);
        }
    }

    @Test
    void manyPointsComeInFewBatches() throws Exception {
        store.put(sample.manifest());
        String cursor = json("/api/runs/r").path("cursor").asText();
        try (EventReader events = events(cursor)) {
            events.next("runs");
            long began = System.nanoTime();
            for (long step : SampleRun.STEPS) {
                sample.feed(store, step);
                Thread.sleep(40);
            }
            int batches = 0;
            for (int rows = 0; rows < POINTS_PER_STEP * SampleRun.STEPS.size(); batches++) {
                rows += JSON.readTree(events.next("points").data())
                        .path("points")
                        .path("rows")
                        .size();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            assertThat(batches).isLessThanOrEqualTo((int) (2 * seconds) + 2);
        }
    }

    @Test
    void aPageThatComesBackIsToldWhatItMissed() throws Exception {
        store.put(sample.manifest());
        sample.feed(store, 0);
        String cursor = json("/api/runs/r").path("cursor").asText();
        sample.feed(store, 1);
        try (EventReader events = events("0-0-0", "Last-Event-ID", cursor)) {
            JsonNode missed = JSON.readTree(events.next("points").data());
            assertThat(missed.path("points").path("rows")).hasSize(POINTS_PER_STEP);
            assertThat(missed.path("closed").path(0).path("step").asLong()).isEqualTo(1);
        }
    }

    @Test
    void aPageIsToldToReloadAfterADeletion() throws Exception {
        store.put(sample.manifest());
        sample.feed(store, 0);
        String cursor = json("/api/runs/r").path("cursor").asText();
        try (EventReader events = events(cursor)) {
            events.next("runs");
            store.deletePoint("r", "UPOS", 0, 0);
            assertThat(events.next("reload").data()).isEqualTo("{}");
        }
    }

    @Test
    void aPageFromAnotherLifeOfTheServerIsToldToReload() throws Exception {
        sample.feed(store);
        try (EventReader events = events("1-2-3")) {
            assertThat(events.next("reload").id())
                    .isEqualTo(json("/api/runs/r").path("cursor").asText());
        }
    }

    @Test
    void oneSlowPageHoldsUpNoOther() throws Exception {
        sample.feed(store);
        List<EventReader> pages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pages.add(events("0-0-0"));
        }
        for (EventReader page : pages) {
            assertThat(page.next("runs").data()).contains("\"run\":\"r\"");
            page.close();
        }
    }

    @Test
    void aRunOfAnyNameHasAnAddress() throws Exception {
        String name = "a/b ../<img src=x onerror=alert(1)>";
        store.put(new SampleRun(name, NOON).manifest());
        String id = json("/api/runs").path("runs").path(0).path("id").asText();
        assertThat(json("/api/runs/" + id).path("manifest").path("run").asText())
                .isEqualTo(name);
    }

    @Test
    void unknownAndImpossibleRunsAreRefused() throws Exception {
        assertThat(get("/api/runs/nobody").statusCode()).isEqualTo(404);
        assertThat(get("/api/runs/~!").statusCode()).isEqualTo(400);
        assertThat(get("/../../etc/passwd").statusCode()).isIn(400, 404);
    }

    @Test
    void pageAndLibraryComeFromTheJar() throws Exception {
        assertThat(get("/").body()).contains("<title>Ovoscope</title>");
        assertThat(get("/uplot/dist/uPlot.esm.js").body()).contains("uPlot");
        assertThat(get("/js/main.js").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).contains("javascript"));
        assertThat(json("/healthz").path("status").asText()).isEqualTo("ok");
    }

    @Test
    void aStageThatHasEndedMakesTheHealthCheckFail() throws Exception {
        Map<String, Boolean> stages = new ConcurrentHashMap<>(Map.of("score", true, "watch", true));
        try (ViewServer page = ViewServer.start(store, ViewSettings.defaults(), CLOCK, () -> new TreeMap<>(stages))) {
            HttpRequest health =
                    HttpRequest.newBuilder(page.address().resolve("/healthz")).build();
            assertThat(client.send(health, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            stages.put("score", false);
            HttpResponse<String> ill = client.send(health, HttpResponse.BodyHandlers.ofString());
            assertThat(ill.statusCode()).isEqualTo(503);
            assertThat(JSON.readTree(ill.body()).path("status").asText()).isEqualTo("a stage has ended");
            assertThat(ill.body()).contains("\"score\":\"ended\"").contains("\"watch\":\"at work\"");
        }
    }

    @Test
    void everyAnswerKeepsOtherSitesOut() throws Exception {
        for (String path : List.of("/", "/js/main.js", "/api/runs", "/healthz")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .contains(RequestGuard.CONTENT_SECURITY_POLICY);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void aForeignNameIsRefusedEverywhere() throws Exception {
        sample.feed(store);
        for (String path : List.of("/", "/js/main.js", "/api/runs", "/api/runs/r", "/api/runs/r/events")) {
            assertThat(raw(path, "evil.example"))
                    .as(path)
                    .startsWith("HTTP/1.1 421")
                    .doesNotContain("UPOS");
        }
        assertThat(raw("/", "localhost:" + server.address().getPort())).startsWith("HTTP/1.1 200");
    }

    /** A request with a Host of our choice, which Java's own client does not allow. */
    private String raw(String path, String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host
                    + "\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n";
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anOccupiedPortIsNamedWithItsSetting() {
        ViewSettings same = new ViewSettings("127.0.0.1", server.address().getPort(), 10, List.of());
        assertThatThrownBy(() -> ViewServer.start(new CurveStore(10), same, CLOCK))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("127.0.0.1:" + server.address().getPort())
                .hasMessageContaining("view.port");
    }

    @Test
    void thePageIsServedBeforeKafkaAnswers() throws Exception {
        KafkaSettings nowhere = KafkaSettings.plain("127.0.0.1:1");
        try (ViewServer waiting = ViewServer.start(nowhere, ViewSettings.defaults())) {
            assertThat(waiting.awaitCaughtUp(Duration.ofMillis(100))).isFalse();
            HttpRequest request = HttpRequest.newBuilder(waiting.address().resolve("/api/runs"))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("{\"caughtUp\":false,\"letGo\":0,\"runs\":[]}");
        }
    }

    @Test
    void closingEndsOpenStreamsAtOnce() throws Exception {
        sample.feed(store);
        try (EventReader events = events("0-0-0")) {
            events.next("runs");
            long began = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
            assertThatThrownBy(() -> events.next("never")).isInstanceOf(IOException.class);
        }
    }
}
