package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
    private static HealthCheck.Answer askOneThatSays(int status, String text) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/healthz", exchange -> {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            return HealthCheck.ask(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/healthz"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void okIsHealthy() throws IOException {
        HealthCheck.Answer answer = askOneThatSays(200, "{\"status\":\"ok\"}");
        assertThat(answer.isHealthy()).isTrue();
        assertThat(answer.text()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void unavailableIsIllAndItsWordsAreKept() throws IOException {
        HealthCheck.Answer answer = askOneThatSays(503, "a stage has ended");
        assertThat(answer.isHealthy()).isFalse();
        assertThat(answer.text()).isEqualTo("a stage has ended");
    }

    @Test
    void nobodyThereIsAFailure() {
        assertThatThrownBy(() -> HealthCheck.ask(URI.create("http://127.0.0.1:1/healthz")))
                .isInstanceOf(IOException.class);
    }
}
