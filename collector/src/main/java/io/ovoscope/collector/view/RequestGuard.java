package io.ovoscope.collector.view;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What keeps other sites out of the page. A browser lets a site read only what answers under the site's own name, so names that
 * are not ours are refused: a hostile site may have its name resolve to this machine. IP addresses are no names.
 */
final class RequestGuard {
    /** Scripts, styles and data from here only; no inline script or style, no frame, no plug-in, no form. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-cache");

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d*$");

    private final Set<String> names;

    RequestGuard(List<String> allowedHosts) {
        names = new HashSet<>(List.of("localhost"));
        allowedHosts.forEach(host -> names.add(host.toLowerCase(Locale.ROOT)));
    }

    /** Sets the headers of every answer; refuses a request under a name that is not ours. */
    void check(Context context) {
        HEADERS.forEach(context::header);
        String host = context.header("Host");
        if (!allows(host == null ? "" : host)) {
            context.status(HttpStatus.MISDIRECTED_REQUEST)
                    .contentType("text/plain")
                    .result(
                            "This page is not served under the name it was asked for. Use its IP address, or add the name "
                                    + "to view.allowedHosts.")
                    .skipRemainingHandlers();
        }
    }

    boolean allows(String hostAndPort) {
        String host = PORT.matcher(hostAndPort).replaceFirst("").toLowerCase(Locale.ROOT);
        return names.contains(host) || ADDRESS.matcher(host).matches();
    }
}
