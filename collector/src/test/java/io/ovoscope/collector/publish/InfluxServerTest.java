package io.ovoscope.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ovoscope.collector.publish.StoreException.Remedy;
import io.ovoscope.settings.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent to servers of other versions than the one that the integration test starts, by their documented interfaces. */
class InfluxServerTest {
    private static final List<String> LINES = List.of("probe,run=a step=1i 1", "probe,run=b step=2i 2");

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String version = "v2.7.1";
    private volatile int status = 204;
    private volatile String answer = "";
    private HttpServer http;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    @Test
    void version2IsWrittenToWithTokenOrganisationAndBucket() throws Exception {
        try (InfluxServer server = new InfluxServer(withToken("s3cret"))) {
            server.write(LINES);
        }
        assertThat(requests)
                .containsExactly(
                        "GET /ping [Token s3cret] ",
                        "POST /api/v2/write?org=lab&bucket=probes&precision=ns [Token s3cret] "
                                + String.join("\n", LINES));
    }

    @Test
    void version2DeletesByPredicate() throws Exception {
        try (InfluxServer server = new InfluxServer(withToken("s3cret"))) {
            server.erase(new Change.Erasure(List.of(Lines.PROBE, Lines.EMERGENCE), "my \"run\"", null));
            server.erase(new Change.Erasure(List.of(Lines.EMERGENCE), "r", "emergence-t50/UPOS/2"));
        }
        assertThat(requests).hasSize(4);
        assertThat(requests.get(1))
                .startsWith("POST /api/v2/delete?org=lab&bucket=probes [Token s3cret] ")
                .contains("\"predicate\":\"_measurement=\\\"probe\\\" AND run=\\\"my \\\\\\\"run\\\\\\\"\\\"\"");
        assertThat(requests.get(3))
                .contains("_measurement=\\\"emergence\\\" AND run=\\\"r\\\" AND id=\\\"emergence-t50/UPOS/2\\\"");
    }

    @Test
    void version18IsWrittenToByTheNewInterfaceWithUserAndPassword() throws Exception {
        version = "1.8.10";
        status = 200;
        answer = "{\"results\":[{\"statement_id\":0}]}";
        try (InfluxServer server = new InfluxServer(withUser())) {
            server.write(LINES);
        }
        assertThat(requests)
                .containsExactly(
                        "GET /ping [Basic am9lOnB3] ",
                        "POST /query [Basic am9lOnB3] db=probes&q=CREATE%20DATABASE%20%22probes%22",
                        "POST /api/v2/write?org=-&bucket=probes%2Fmonth&precision=ns [Basic am9lOnB3] "
                                + String.join("\n", LINES));
    }

    @Test
    void version3IsWrittenToAndKeepsWhatIsDeleted() throws Exception {
        version = "3.4.1";
        try (InfluxServer server = new InfluxServer(withToken("s3cret"))) {
            server.write(LINES);
            server.erase(new Change.Erasure(List.of(Lines.PROBE), "r", null));
        }
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1)).startsWith("POST /api/v2/write?");
    }

    /** It gives no reason in a header, and in its body under another name than InfluxDB 2.x does. */
    @Test
    void aPartialWriteToVersion3IsPassedOverWithItsWords() {
        version = "3.4.1";
        status = 400;
        answer = "{\"error\":\"partial write of line protocol occurred\",\"data\":[{\"line_number\":2,"
                + "\"error_message\":\"invalid column type for column 'step'\"}]}";
        try (InfluxServer server = new InfluxServer(withToken("s3cret"))) {
            StoreException failure = catchThrowableOfType(StoreException.class, () -> server.write(LINES));
            assertThat(failure.remedy()).isEqualTo(Remedy.SKIP);
            assertThat(failure).hasMessageContaining("400: partial write of line protocol occurred");
        }
    }

    @Test
    void aBusyServerIsLeftAloneForAsLongAsItAsks() {
        status = 429;
        answer = "{\"code\":\"too many requests\",\"message\":\"write rate\"}";
        try (InfluxServer server = new InfluxServer(withToken("s3cret"))) {
            StoreException failure = catchThrowableOfType(StoreException.class, () -> server.write(LINES));
            assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
            assertThat(failure.serversWait()).isEqualTo(Duration.ofSeconds(7));
            assertThat(failure).hasMessageContaining("429: write rate");
        }
    }

    @Test
    void aTokenThatMayNotDeleteKeepsNothingFromBeingWritten() {
        status = 403;
        answer = "{\"code\":\"forbidden\",\"message\":\"insufficient permissions for delete\"}";
        try (InfluxServer server = new InfluxServer(withToken("s3cret"))) {
            assertThatThrownBy(() -> server.erase(new Change.Erasure(List.of(Lines.PROBE), "r", null)))
                    .hasMessageContaining("insufficient permissions")
                    .extracting(e -> ((StoreException) e).remedy())
                    .isEqualTo(Remedy.SKIP);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        body = body.replace("\\u003d", "="); // one of JSON's two ways to write it
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " ["
                + exchange.getRequestHeaders().getFirst("Authorization") + "] " + body);
        boolean ping = exchange.getRequestURI().getPath().equals("/ping");
        exchange.getResponseHeaders().add("X-Influxdb-Version", version);
        exchange.getResponseHeaders().add("Retry-After", "7");
        byte[] bytes = ping ? new byte[0] : answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(ping ? 204 : status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private InfluxSettings withToken(String token) {
        return new InfluxSettings(
                url(), InfluxApi.AUTO, "probes", "", "lab", new Secret(token), "", Secret.none(), 100, 5_000, 10, 100);
    }

    private InfluxSettings withUser() {
        return new InfluxSettings(
                url(),
                InfluxApi.AUTO,
                "probes",
                "month",
                "",
                Secret.none(),
                "joe",
                new Secret("pw"),
                100,
                5_000,
                10,
                100);
    }
}
