package io.ovoscope.collector.finding;

import io.ovoscope.wire.Finding;
import java.util.List;
import java.util.Locale;

/** Numbers, layers and lists as a sentence says them. */
final class Say {
    private static final double SMALLEST_PLAIN = 0.001;
    private static final double SMALLEST = 1e-300;
    private static final int KIBI = 1024;

    private Say() {}

    /** A share of items as {@code 87.5%}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    /** A difference of shares as {@code 12.5 points}; to the hundredth where it is below one point. */
    static String points(double difference) {
        return pointsOnly(difference) + (pointsOnly(difference).equals("1.0") ? " point" : " points");
    }

    /** The same without the word, for the ends of an interval. */
    static String pointsOnly(double difference) {
        double points = 100 * difference;
        return String.format(Locale.ROOT, Math.abs(points) < 0.95 ? "%.2f" : "%.1f", points);
    }

    /** A number of things as {@code 1,000}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A probability, as {@code = 0.012}, {@code = 3e-9} or {@code < 1e-300}. */
    static String p(double p) {
        if (p < SMALLEST) {
            return "< 1e-300";
        }
        if (p >= SMALLEST_PLAIN) {
            return "= " + plain(p);
        }
        return "= " + String.format(Locale.ROOT, "%.0e", p).replaceFirst("e-0(?=\\d)", "e-");
    }

    /** Two digits that count, without an exponent. */
    static String plain(double value) {
        int decimals = Math.max(2, 1 - (int) Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9))));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String bytes(long bytes) {
        if (bytes < KIBI * KIBI) {
            return String.format(Locale.ROOT, "%.0f KiB", Math.max(1.0, (double) bytes / KIBI));
        }
        double mebibytes = (double) bytes / KIBI / KIBI;
        return mebibytes < KIBI
                ? String.format(Locale.ROOT, "%.1f MiB", mebibytes)
                : String.format(Locale.ROOT, "%.1f GiB", mebibytes / KIBI);
    }

    /** {@code layer 3 (block3)}, or {@code its best layer} where it is no single one. */
    static String layer(int layer, String name) {
        if (layer == Finding.NO_LAYER) {
            return "its best layer";
        }
        return "layer " + layer + (name.isBlank() ? "" : " (" + name + ")");
    }

    /** {@code a, b and c}. */
    static String and(List<?> things) {
        List<String> words = things.stream().map(String::valueOf).toList();
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
