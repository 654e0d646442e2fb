package io.ovoscope.collector.publish;

import io.ovoscope.collector.publish.StoreException.Remedy;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of InfluxDB means for the points it was sent. Only what InfluxDB refuses for its content is passed over. A wrong
 * token or a missing database loses nothing: the user mends it while the points wait in the topic.
 */
final class Failures {
    /** What a 400 says when it speaks of the points; others, such as "database is required", speak of the settings. */
    private static final Pattern ABOUT_CONTENT = Pattern.compile(
            "partial write|pars(e|ing)|line protocol|conflict|retention polic|invalid (tag|field|point)");

    private static final Duration LONGEST_SERVERS_WAIT = Duration.ofMinutes(5);

    private final InfluxSettings settings;
    private final boolean oldCredentials;

    Failures(InfluxSettings settings) {
        this.settings = settings;
        this.oldCredentials = settings.token().isEmpty();
    }

    StoreException unreachable(IOException failure) {
        return new StoreException(
                Remedy.RETRY,
                server() + " cannot be reached (" + failure + "): check publish.influxdb.url",
                Duration.ZERO,
                failure);
    }

    /** It answers, but not as an InfluxDB does. */
    StoreException unknownServer(String version) {
        String said = version.isEmpty() ? "does not say" : "says '" + version + "'";
        return new StoreException(
                Remedy.RETRY,
                server() + " answers, but " + said
                        + " which version it is: check publish.influxdb.url, or set publish.influxdb.api to v1 or v2",
                Duration.ZERO,
                null);
    }

    /**
     * An answer other than success.
     *
     * @param status of HTTP
     * @param said the server's reason
     * @param retryAfter the header of that name, if there is one
     */
    StoreException answered(int status, String said, @Nullable String retryAfter, @Nullable Throwable cause) {
        String reason = " (" + status + ": " + settings.redact(said) + ")";
        String text = switch (status) {
            case 401 -> server() + " refuses the credentials" + reason + ": check " + credentials();
            case 403 ->
                server() + " does not let them be used for " + target() + reason + ": check " + credentials()
                        + " and their permissions";
            case 404 ->
                server() + " does not know " + target() + reason + ": create it, or check publish.influxdb.url, "
                        + (oldCredentials
                                ? "publish.influxdb.database"
                                : "publish.influxdb.database and publish.influxdb.org");
            case 400, 413, 422 -> server() + " refuses what it was sent" + reason + advice(status, said);
            default ->
                server() + " fails" + reason + (status < 500 && status != 429 ? ": check publish.influxdb.url" : "");
        };
        return new StoreException(remedy(status, said), text, serversWait(retryAfter), cause);
    }

    private static Remedy remedy(int status, String said) {
        boolean content = status == 413 || status == 422 || (status == 400 && isAboutContent(said));
        return content ? Remedy.SKIP : Remedy.RETRY;
    }

    private static boolean isAboutContent(String said) {
        return ABOUT_CONTENT.matcher(said.toLowerCase(Locale.ROOT)).find();
    }

    private String advice(int status, String said) {
        return status == 400 && !isAboutContent(said)
                ? ": check publish.influxdb.database and publish.influxdb.org"
                : "";
    }

    private static Duration serversWait(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.matches("\\d{1,6}")) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(Long.parseLong(retryAfter));
        return wait.compareTo(LONGEST_SERVERS_WAIT) < 0 ? wait : LONGEST_SERVERS_WAIT;
    }

    private String server() {
        return "InfluxDB at " + settings.url();
    }

    private String target() {
        String target = (oldCredentials ? "database '" : "bucket '") + settings.database() + "'";
        return settings.org().isEmpty() ? target : target + " of organisation '" + settings.org() + "'";
    }

    private String credentials() {
        return oldCredentials ? "publish.influxdb.user and publish.influxdb.password" : "publish.influxdb.token";
    }
}
