package io.ovoscope.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real InfluxDB 1.x on free loopback ports, with its data in a directory of its own. */
public final class InfluxDaemon implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/bin/influxd");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path directory;
    private final int port;
    private Process process;

    private InfluxDaemon(Path directory, boolean authenticating) throws Exception {
        this.directory = directory;
        int rpcPort;
        try (ServerSocket http = free();
                ServerSocket rpc = free()) {
            port = http.getLocalPort();
            rpcPort = rpc.getLocalPort();
        }
        Files.writeString(directory.resolve("influxdb.conf"), """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                dir = "%s/meta"
                [data]
                dir = "%s/data"
                wal-dir = "%s/wal"
                [http]
                bind-address = "127.0.0.1:%d"
                auth-enabled = %b
                """.formatted(
                        rpcPort, directory, directory, directory, port, authenticating));
        process = launch();
    }

    /** Starts one; skips the test where there is none. */
    public static InfluxDaemon start(Path directory) throws Exception {
        assumeTrue(Files.isExecutable(BINARY), "needs " + BINARY + ", of Debian's package influxdb");
        return new InfluxDaemon(directory, false);
    }

    /** Starts one that asks for user and password; the administrator is {@code admin}, password {@code admin's}. */
    public static InfluxDaemon startAuthenticating(Path directory) throws Exception {
        assumeTrue(Files.isExecutable(BINARY), "needs " + BINARY + ", of Debian's package influxdb");
        InfluxDaemon daemon = new InfluxDaemon(directory, true);
        daemon.query("", "CREATE USER admin WITH PASSWORD 'admin''s' WITH ALL PRIVILEGES".replace("''", "\\'"));
        return daemon;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Ends it as a power cut does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public void startAgain() throws Exception {
        process = launch();
    }

    /** See {@link InfluxQlClient#rows}. */
    public List<List<String>> rows(String database, String statement) throws Exception {
        return client().rows(database, statement);
    }

    /** Writes a line of line protocol, time in nanoseconds. */
    public void write(String database, String line) throws Exception {
        client().write(database, line);
    }

    /** The answer to a statement, times in nanoseconds. */
    public JsonNode query(String database, String statement) throws Exception {
        return client().query(database, statement);
    }

    private InfluxQlClient client() {
        return new InfluxQlClient(
                url(), "Basic " + Base64.getEncoder().encodeToString("admin:admin's".getBytes(StandardCharsets.UTF_8)));
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
        Process started = new ProcessBuilder(
                        BINARY.toString(),
                        "-config",
                        directory.resolve("influxdb.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("influxd.log").toFile()))
                .start();
        Instant end = Instant.now().plus(PATIENCE);
        while (!answers()) {
            if (!started.isAlive() || Instant.now().isAfter(end)) {
                started.destroyForcibly();
                throw new IOException("influxd does not start: " + Files.readString(directory.resolve("influxd.log")));
            }
            Thread.sleep(20);
        }
        return started;
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest ping =
                    HttpRequest.newBuilder(URI.create(url() + "/ping")).build();
            return HTTP.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket free() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
