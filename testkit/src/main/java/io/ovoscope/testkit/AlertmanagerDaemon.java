package io.ovoscope.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real Alertmanager of Prometheus on a free loopback port, with its data in a directory of its own. It notifies one webhook, at once
 * and of each change.
 */
public final class AlertmanagerDaemon implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/bin/prometheus-alertmanager");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path directory;
    private final int port;
    private Process process;

    private AlertmanagerDaemon(Path directory, String notified) throws Exception {
        this.directory = directory;
        try (ServerSocket http = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = http.getLocalPort();
        }
        Files.writeString(directory.resolve("alertmanager.yml"), """
                route:
                  receiver: test
                  group_by: ['run', 'finding']
                  group_wait: 0s
                  group_interval: 1s
                  repeat_interval: 1h
                receivers:
                - name: test
                  webhook_configs:
                  - url: '%s'
                    send_resolved: true
                """.formatted(notified));
        process = launch();
    }

    /**
     * Starts one; skips the test where there is none.
     *
     * @param notified the address that it posts its notifications to
     */
    public static AlertmanagerDaemon start(Path directory, String notified) throws Exception {
        assumeTrue(Files.isExecutable(BINARY), "needs " + BINARY + ", of Debian's package prometheus-alertmanager");
        return new AlertmanagerDaemon(directory, notified);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Ends it as a power cut does: it forgets its alerts. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public void startAgain() throws Exception {
        process = launch();
    }

    /** Its alerts, those that are not resolved: {@code GET /api/v2/alerts}. */
    public JsonNode alerts() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url() + "/api/v2/alerts")).build();
        return JsonMapper.builder()
                .build()
                .readTree(
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            kill();
        }
    }

    private Process launch() throws Exception {
        Path log = directory.resolve("alertmanager.log");
        Process started = new ProcessBuilder(
                        BINARY.toString(),
                        "--config.file=" + directory.resolve("alertmanager.yml"),
                        "--storage.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        // No cluster: it would listen on a second port.
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Instant end = Instant.now().plus(PATIENCE);
        while (!isReady()) {
            if (!started.isAlive() || Instant.now().isAfter(end)) {
                started.destroyForcibly();
                throw new IOException("Alertmanager does not start: " + Files.readString(log));
            }
            Thread.sleep(20);
        }
        return started;
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest ready =
                    HttpRequest.newBuilder(URI.create(url() + "/-/ready")).build();
            return HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
