package io.ovoscope.collector.grafana;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces {@code $name}, {@code ${name}}, {@code ${name:format}} and {@code [[name]]} by what is chosen, as Grafana's documentation of variable formats says it. What names no
 * variable stays, so that the server's macros come through.
 */
final class Interpolation {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)(?::(\\w+))?}|\\[\\[(\\w+)(?::(\\w+))?]]");
    /** What Grafana escapes in the format {@code regex}: the slash too, which ends a pattern of InfluxQL. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$*+?.()|\\[\\]{}/]");

    private final Map<String, Chosen> chosen;

    Interpolation(Map<String, Chosen> chosen) {
        this.chosen = Map.copyOf(chosen);
    }

    /**
     * The text with its variables replaced.
     *
     * @throws IllegalArgumentException for a format that this class does not know
     */
    String of(String text) {
        return REFERENCE.matcher(text).replaceAll(match -> {
            String name = first(match.group(1), match.group(2), match.group(4));
            Chosen value = chosen.get(name);
            String format = first(match.group(3), match.group(5), "");
            return Matcher.quoteReplacement(value == null ? match.group() : format(value, format));
        });
    }

    private static String format(Chosen chosen, String format) {
        if (chosen instanceof Chosen.Everything everything) {
            return everything.text();
        }
        if (chosen instanceof Chosen.One one) {
            return format.equals("regex") ? escape(one.value()) : one.value();
        }
        return several(((Chosen.Several) chosen).values(), format);
    }

    private static String several(List<String> values, String format) {
        return switch (format) {
            case "regex" ->
                values.size() == 1
                        ? escape(values.get(0))
                        : values.stream().map(Interpolation::escape).collect(Collectors.joining("|", "(", ")"));
            case "csv", "raw" -> String.join(",", values);
            case "pipe" -> String.join("|", values);
            case "text" -> String.join(" + ", values);
            default ->
                throw new IllegalArgumentException("several values in the format '" + format
                        + "': expecting regex, csv, raw, pipe or text; without a format Grafana's data source decides");
        };
    }

    private static String escape(String value) {
        return SPECIAL.matcher(value).replaceAll(match -> Matcher.quoteReplacement("\\" + match.group()));
    }

    private static String first(String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("nothing matched");
    }
}
