package io.ovoscope.collector.publish;

import io.ovoscope.settings.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * Where InfluxDB is, and how it is written to.
 *
 * @param url {@code http://host:port} or {@code https://host:port}; empty: no InfluxDB
 * @param api how points are written; {@code auto} asks the server
 * @param database the database of InfluxDB 1.x and 3.x, the bucket of 2.x; 1.x and 3.x create it if it is missing
 * @param retentionPolicy of the database, InfluxDB 1.x only; empty: the database's default
 * @param org the organisation, InfluxDB 2.x only
 * @param token of InfluxDB 2.x and 3.x
 * @param user of InfluxDB 1.x; empty: no authentication
 * @param password of InfluxDB 1.x
 * @param batchPoints the most points written by one request
 * @param requestTimeoutMillis how long a request may take
 * @param retryMinMillis the first pause after a failure; it doubles with each failure that follows
 * @param retryMaxMillis the longest pause
 */
public record InfluxSettings(
        String url,
        InfluxApi api,
        String database,
        String retentionPolicy,
        String org,
        Secret token,
        String user,
        Secret password,
        int batchPoints,
        int requestTimeoutMillis,
        int retryMinMillis,
        int retryMaxMillis) {
    private static final int MAX_BATCH_POINTS = 100_000;
    private static final int MAX_MILLIS = 600_000;

    public InfluxSettings {
        List<String> problems = new ArrayList<>();
        checkUrl(url, problems);
        if (database.isBlank() || hasControlCharacter(database)) {
            problems.add("database '" + database + "': expecting a name");
        }
        if (!token.isEmpty() && !user.isEmpty()) {
            problems.add(
                    "both token and user: expecting a token for InfluxDB 2.x and 3.x, or user and password for 1.x");
        }
        checkHeader("token", token.value(), problems);
        checkHeader("user", user, problems);
        checkHeader("password", password.value(), problems);
        if (!password.isEmpty() && user.isEmpty()) {
            problems.add("password without user: expecting both or none");
        }
        checkWithin("batchPoints", batchPoints, 1, MAX_BATCH_POINTS, problems);
        checkWithin("requestTimeoutMillis", requestTimeoutMillis, 100, MAX_MILLIS, problems);
        checkWithin("retryMinMillis", retryMinMillis, 1, MAX_MILLIS, problems);
        checkWithin("retryMaxMillis", retryMaxMillis, retryMinMillis, MAX_MILLIS, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** No InfluxDB; the rest as it is used once a URL is given. */
    public static InfluxSettings defaults() {
        return new InfluxSettings(
                "", InfluxApi.AUTO, "ovoscope", "", "", Secret.none(), "", Secret.none(), 2_000, 10_000, 500, 30_000);
    }

    /** An InfluxDB without authentication, the rest by default. */
    public static InfluxSettings at(String url, String database) {
        InfluxSettings d = defaults();
        return new InfluxSettings(
                url,
                d.api,
                database,
                d.retentionPolicy,
                d.org,
                d.token,
                d.user,
                d.password,
                d.batchPoints,
                d.requestTimeoutMillis,
                d.retryMinMillis,
                d.retryMaxMillis);
    }

    /** Whether there is an InfluxDB to publish to. */
    public boolean enabled() {
        return !url.isEmpty();
    }

    /** Without its secrets, wherever they stand in it. */
    String redact(String text) {
        String redacted = text;
        for (Secret secret : List.of(token, password)) {
            redacted = secret.isEmpty() ? redacted : redacted.replace(secret.value(), "(hidden)");
        }
        return redacted;
    }

    private static void checkUrl(String url, List<String> problems) {
        if (url.isEmpty()) {
            return;
        }
        try {
            URI uri = new URI(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (uri.getUserInfo() != null) {
                problems.add("url holds a user: expecting it in user and password");
            } else if (!http || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
                problems.add("url '" + url + "': expecting http://host:port or https://host:port");
            } else if (HttpUrl.parse(url) == null) {
                problems.add("url '" + url + "': expecting a host's name or address and a port of 1 to 65535");
            }
        } catch (URISyntaxException e) {
            problems.add("url: " + e.getReason() + " at position " + e.getIndex()
                    + ": expecting http://host:port or https://host:port");
        }
    }

    /** What goes into a header of HTTP; the message does not repeat it, since it may be a secret. */
    private static void checkHeader(String field, String value, List<String> problems) {
        if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            problems.add(field + " holds a line break or a character outside ASCII: expecting printable ASCII");
        }
    }

    private static void checkWithin(String field, int value, int min, int max, List<String> problems) {
        if (value < min || value > max) {
            problems.add(field + " " + value + ": expecting " + min + " <= " + field + " <= " + max);
        }
    }

    private static boolean hasControlCharacter(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
