package io.ovoscope.collector.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.ovoscope.settings.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonPostTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Secret TOKEN = new Secret("top-secret");

    private HttpServer server;
    private volatile Answer answer = new Answer(200, "", Map.of());
    private final List<String> seen = new ArrayList<>();

    private record Answer(int status, String body, Map<String, String> headers) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Answer now = answer;
            now.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private JsonPost post(Secret token) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook/s3cret?key=abc");
        return new JsonPost("the webhook", "alerts.webhook", address, token, TIMEOUT);
    }

    private ReceiverException failure(int status, String body, Map<String, String> headers) {
        answer = new Answer(status, body, headers);
        return catchThrowableOfType(
                ReceiverException.class, () -> post(TOKEN).send("{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void jsonIsPostedWithTheTokenIfThereIsOne() throws ReceiverException {
        post(TOKEN).send("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        post(Secret.none()).send("[]".getBytes(StandardCharsets.UTF_8));
        assertThat(seen)
                .containsExactly(
                        "POST /hook/s3cret?key=abc Bearer top-secret application/json {\"a\":1}",
                        "POST /hook/s3cret?key=abc null application/json []");
    }

    @Test
    void whatSpeaksOfTheContentIsRefusedAndAllElseIsTriedAgain() {
        assertThat(failure(400, "no such label", Map.of()).isRefused()).isTrue();
        assertThat(failure(422, "", Map.of()).isRefused()).isTrue();
        for (int status : new int[] {302, 401, 403, 404, 405, 408, 410, 429, 500, 503}) {
            assertThat(failure(status, "", Map.of()).isRefused())
                    .as("%d", status)
                    .isFalse();
        }
    }

    @Test
    void receiverThatAsksForAWaitGetsIt() {
        assertThat(failure(503, "", Map.of("Retry-After", "7")).receiversWait()).isEqualTo(Duration.ofSeconds(7));
        assertThat(failure(503, "", Map.of("Retry-After", "tomorrow")).receiversWait())
                .isZero();
    }

    @Test
    void messageNamesTheSettingAndHoldsNoSecret() {
        assertThat(failure(401, "no 'top-secret' here", Map.of()))
                .hasMessageContaining("the webhook at http://127.0.0.1:")
                .hasMessageContaining("answers 401 (no '(hidden)' here): check alerts.webhook.token")
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("abc")
                .hasMessageNotContaining("top-secret");
    }

    @Test
    void longAnswersAreCutShort() {
        assertThat(failure(500, "x".repeat(1 << 20), Map.of()).getMessage()).hasSizeLessThan(3_000);
    }

    @Test
    void receiverThatIsAwayIsSaidToBe() {
        server.stop(0);
        assertThatThrownBy(() -> post(TOKEN).send(new byte[0]))
                .isInstanceOf(ReceiverException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("check alerts.webhook.url");
    }

    @Test
    void receiverThatNeverEndsItsAnswerIsWaitedForNoLongerThanTheTimeout() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> trickle(slow));
            thread.setDaemon(true);
            thread.start();
            URI address = URI.create("http://127.0.0.1:" + slow.getLocalPort() + "/");
            JsonPost post =
                    new JsonPost("the webhook", "alerts.webhook", address, Secret.none(), Duration.ofMillis(500));
            long begin = System.nanoTime();
            assertThatThrownBy(() -> post.send(new byte[0]))
                    .isInstanceOf(ReceiverException.class)
                    .hasMessageContaining("does not answer within 500 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            thread.join(5_000);
            assertThat(thread.isAlive()).as("the connection is given up").isFalse();
        }
    }

    /** Says 200 and then a byte of the body every now and then, until the other side goes. */
    private static void trickle(ServerSocket slow) {
        try (Socket socket = slow.accept()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                socket.getOutputStream().write('x');
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            // The other side has gone, as it should.
        }
    }
}
