package io.ovoscope.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a real HTTP server, on a free loopback port, and does wrong what it is told to. */
public final class FaultyProxy implements AutoCloseable {
    /** The client sets the others itself. */
    private static final Set<String> NOT_FORWARDED =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "upgrade", "transfer-encoding");

    private final URI target;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger faults = new AtomicInteger();
    private volatile Fault fault = new None();

    /** What goes wrong. */
    public sealed interface Fault {}

    /** Nothing does. */
    public record None() implements Fault {}

    /** The server's answer comes so much later. */
    public record Slow(Duration delay) implements Fault {}

    /** The server is not asked: this is the answer. Pings are passed on. */
    public record Answer(int status, Map<String, String> headers, String body) implements Fault {}

    /** The connection is cut before the server has heard of the request. */
    public record CutRequest() implements Fault {}

    /** The server does what it is asked to, and the connection is cut before it can say so. */
    public record CutAnswer() implements Fault {}

    private FaultyProxy(URI target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Begins to pass on to {@code http://host:port} what it is sent. */
    public static FaultyProxy before(String url) throws IOException {
        return new FaultyProxy(URI.create(url));
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on this goes wrong with every request. */
    public void does(Fault wrong) {
        fault = wrong;
    }

    /** Requests with which something went wrong so far. */
    public int faults() {
        return faults.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Fault now = fault;
        boolean isPing = exchange.getRequestURI().getPath().equals("/ping");
        try (exchange) {
            if (now instanceof None || (isPing && now instanceof Answer)) {
                answer(exchange, forward(exchange));
                return;
            }
            faults.incrementAndGet();
            if (now instanceof Slow slow) {
                HttpResponse<byte[]> answer = forward(exchange);
                Thread.sleep(slow.delay().toMillis());
                answer(exchange, answer);
            } else if (now instanceof Answer made) {
                exchange.getRequestBody().readAllBytes();
                made.headers().forEach(exchange.getResponseHeaders()::set);
                send(exchange, made.status(), made.body().getBytes(StandardCharsets.UTF_8));
            } else if (now instanceof CutAnswer) {
                forward(exchange);
            }
            // To close an exchange without an answer cuts the connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        send(exchange, answer.statusCode(), answer.body());
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
