package io.ovoscope.collector.alert;

import io.ovoscope.settings.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is told of findings besides the collector's log, which always is.
 *
 * @param emergence whether webhook and log are told of findings, too, that nobody need act on: emergence and its order, tasks with too
 *     few items
 * @param requestTimeoutMillis how long a request may take, its answer included
 * @param retryMinMillis the first pause after a failure; it doubles with each failure that follows
 * @param retryMaxMillis the longest pause
 */
public record AlertSettings(
        boolean emergence,
        int requestTimeoutMillis,
        int retryMinMillis,
        int retryMaxMillis,
        AlertmanagerSettings alertmanager,
        WebhookSettings webhook) {
    private static final int MAX_TIMEOUT_MILLIS = 60_000;
    private static final int MAX_PAUSE_MILLIS = 600_000;
    private static final int MAX_SECONDS = 86_400;

    /**
     * Prometheus's Alertmanager.
     *
     * @param url {@code http://host:port}, with the path it is served under if there is one; empty: none
     * @param token a bearer token, for a proxy before it; empty: none
     * @param resendSeconds between two tellings of an open finding
     * @param holdSeconds how long an alert stays open that is not repeated any more
     */
    public record AlertmanagerSettings(String url, Secret token, int resendSeconds, int holdSeconds) {
        public AlertmanagerSettings {
            List<String> problems = new ArrayList<>();
            checkUrl(url, problems);
            checkHeader(token, problems);
            checkWithin("resendSeconds", resendSeconds, 1, MAX_SECONDS, problems);
            // So that one repetition may fail without resolving an alert.
            checkWithin("holdSeconds", holdSeconds, 2 * resendSeconds, 2 * MAX_SECONDS, problems);
            refuse(problems);
        }
    }

    /**
     * A webhook.
     *
     * @param url {@code http://...} or {@code https://...}, a secret where it holds one; empty: none
     * @param token a bearer token; empty: none
     */
    public record WebhookSettings(Secret url, Secret token) {
        public WebhookSettings {
            List<String> problems = new ArrayList<>();
            checkUrl(url.value(), problems);
            checkHeader(token, problems);
            refuse(problems);
        }
    }

    public AlertSettings {
        List<String> problems = new ArrayList<>();
        checkWithin("requestTimeoutMillis", requestTimeoutMillis, 100, MAX_TIMEOUT_MILLIS, problems);
        checkWithin("retryMinMillis", retryMinMillis, 1, MAX_PAUSE_MILLIS, problems);
        checkWithin("retryMaxMillis", retryMaxMillis, retryMinMillis, MAX_PAUSE_MILLIS, problems);
        refuse(problems);
    }

    /** The log only. */
    public static AlertSettings defaults() {
        return new AlertSettings(
                false,
                10_000,
                500,
                30_000,
                new AlertmanagerSettings("", Secret.none(), 60, 1_800),
                new WebhookSettings(Secret.none(), Secret.none()));
    }

    /**
     * The same with another Alertmanager.
     *
     * @throws IllegalArgumentException where that is no address of HTTP
     */
    public AlertSettings withAlertmanager(String url) {
        AlertmanagerSettings other = new AlertmanagerSettings(
                url, alertmanager.token(), alertmanager.resendSeconds(), alertmanager.holdSeconds());
        return new AlertSettings(emergence, requestTimeoutMillis, retryMinMillis, retryMaxMillis, other, webhook);
    }

    /** The message does not repeat the address, which may hold a secret. */
    private static void checkUrl(String url, List<String> problems) {
        if (url.isEmpty()) {
            return;
        }
        try {
            URI uri = new URI(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (uri.getUserInfo() != null) {
                problems.add("url holds a user: expecting a token instead");
            } else if (!http || uri.getHost() == null || uri.getFragment() != null) {
                problems.add("url is no address of HTTP: expecting http://host:port/path or https://host:port/path");
            }
        } catch (URISyntaxException e) {
            problems.add("url: " + e.getReason() + " at position " + e.getIndex()
                    + ": expecting http://host:port/path or https://host:port/path");
        }
    }

    private static void checkHeader(Secret token, List<String> problems) {
        if (token.value().chars().anyMatch(c -> c < ' ' || c > '~')) {
            problems.add("token holds a line break or a character outside ASCII: expecting printable ASCII");
        }
    }

    private static void checkWithin(String field, int value, int min, int max, List<String> problems) {
        if (value < min || value > max) {
            problems.add(field + " " + value + ": expecting " + min + " <= " + field + " <= " + max);
        }
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}
