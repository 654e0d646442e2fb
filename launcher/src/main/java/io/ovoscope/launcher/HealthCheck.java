package io.ovoscope.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a container's health check runs: asks a collector's {@code /healthz}, with nothing but the JDK. */
public final class HealthCheck {
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private HealthCheck() {}

    /** Exit code 0 where the address, the only argument, answers 200 within 3 s, else 1; what it said goes to standard output. */
    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.out.println("expecting the address to ask, for example http://127.0.0.1:8080/healthz");
            System.exit(1);
        }
        try {
            Answer answer = ask(URI.create(arguments[0]));
            System.out.println(answer.status() + " " + answer.text());
            System.exit(answer.isHealthy() ? 0 : 1);
        } catch (IOException | IllegalArgumentException e) {
            System.out.println(arguments[0] + ": " + e.getMessage());
            System.exit(1);
        }
    }

    /** What the page said of the collector's health. */
    record Answer(int status, String text) {
        boolean isHealthy() {
            return status == HttpURLConnection.HTTP_OK;
        }
    }

    static Answer ask(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(java.net.Proxy.NO_PROXY);
        connection.setConnectTimeout((int) ANSWER.toMillis());
        connection.setReadTimeout((int) ANSWER.toMillis());
        connection.setInstanceFollowRedirects(false);
        int status = connection.getResponseCode();
        InputStream body =
                status < HttpURLConnection.HTTP_BAD_REQUEST ? connection.getInputStream() : connection.getErrorStream();
        try (InputStream in = body == null ? InputStream.nullInputStream() : body) {
            return new Answer(status, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
