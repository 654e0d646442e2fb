package io.ovoscope.launcher.terminal;

import java.time.Duration;
import java.util.Locale;

/** Numbers as they are shown in the terminal. */
public final class Figures {

    private Figures() {}

    /** An accuracy or correlation with three decimals and no zero before the point: {@code .843}, {@code -.020}, {@code 1.000}. */
    public static String score(double value) {
        if (!Double.isFinite(value)) {
            return "n/a";
        }
        String text = String.format(Locale.ROOT, "%.3f", value);
        if (text.equals("-0.000")) {
            return ".000";
        }
        return text.startsWith("0.") ? text.substring(1) : text.replaceFirst("^-0\\.", "-.");
    }

    /** From the one to the other: {@code 64–128}, with a plain hyphen where the terminal shows nothing else. */
    public static String range(String low, String high, Terminal terminal) {
        return low + (terminal.unicode() ? "–" : "-") + high;
    }

    /** A time in hours, minutes and seconds: {@code 0:07}, {@code 12:30}, {@code 1:02:03}. */
    public static String time(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long hours = seconds / 3_600;
        long minutes = seconds / 60 % 60;
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", minutes, seconds % 60);
    }

    /** A number without decimals, in groups of three: {@code 3,410}. */
    public static String count(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
