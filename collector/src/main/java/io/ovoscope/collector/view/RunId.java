package io.ovoscope.collector.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A run's name as one part of an address. A plain name stands as it is; any other (users name runs, and servers refuse a slash
 * inside a part) as {@code ~} and the base64url of its UTF-8.
 */
final class RunId {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*");

    private RunId() {}

    static String of(String run) {
        return PLAIN.matcher(run).matches()
                ? run
                : "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(run.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException where what follows {@code ~} is no base64url */
    static String run(String id) {
        return id.startsWith("~")
                ? new String(Base64.getUrlDecoder().decode(id.substring(1)), StandardCharsets.UTF_8)
                : id;
    }
}
