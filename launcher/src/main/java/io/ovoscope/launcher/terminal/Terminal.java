package io.ovoscope.launcher.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What standard output can show.
 *
 * @param interactive whether it is a terminal on which lines can be redrawn; if not, it is a file, a pipe or a CI log
 * @param columns width in character cells
 * @param rows height in lines
 * @param colors whether colours are wanted
 * @param unicode whether characters beyond ASCII can be shown
 */
public record Terminal(boolean interactive, int columns, int rows, boolean colors, boolean unicode) {

    private static final int DEFAULT_COLUMNS = 80;
    /** A file or pipe has no width: lines are not cut there. */
    private static final int COLUMNS_OF_A_FILE = 1_000;

    private static final int DEFAULT_ROWS = 24;
    private static final long PATIENCE_SECONDS = 2;
    private static final Pattern SIZE = Pattern.compile("(\\d+) (\\d+)");

    /** Checks the size. */
    public Terminal {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException(columns + " columns, " + rows + " rows: expecting at least 1 of each");
        }
    }

    /** The terminal of this process. */
    public static Terminal detect() {
        return of(System.getenv(), askForSize());
    }

    /**
     * The terminal that an environment describes. {@code COLUMNS} and {@code LINES} rule over the measured size, {@code NO_COLOR}
     * with any value switches colours off (no-color.org), the locale's variables say whether UTF-8 is shown.
     *
     * @param measured the size as {@code stty size} prints it, {@code "rows columns"}; empty if output is no terminal
     */
    static Terminal of(Map<String, String> environment, Optional<String> measured) {
        Matcher size = SIZE.matcher(measured.orElse("").strip());
        boolean known = size.matches();
        boolean interactive = measured.isPresent() && !"dumb".equals(environment.get("TERM"));
        return new Terminal(
                interactive,
                firstPositive(
                        environment.get("COLUMNS"),
                        known ? size.group(2) : "",
                        measured.isPresent() ? DEFAULT_COLUMNS : COLUMNS_OF_A_FILE),
                firstPositive(environment.get("LINES"), known ? size.group(1) : "", DEFAULT_ROWS),
                interactive && environment.getOrDefault("NO_COLOR", "").isEmpty(),
                isUtf8(environment));
    }

    /** Standard output in the encoding that it shows; other characters become question marks. Not to be closed. */
    public PrintStream output() {
        return new PrintStream(
                new FileOutputStream(FileDescriptor.out),
                false,
                unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
    }

    private static boolean isUtf8(Map<String, String> environment) {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return locale.toUpperCase(Locale.ROOT).replace("-", "").endsWith("UTF8");
    }

    private static int firstPositive(@Nullable String wanted, String measured, int otherwise) {
        return Stream.of(wanted == null ? "" : wanted, measured)
                .filter(text -> text.matches("[1-9]\\d{0,5}"))
                .map(Integer::parseInt)
                .findFirst()
                .orElse(otherwise);
    }

    /** Java can tell only whether input and output are both a terminal, so the shell is asked about the output alone. */
    private static Optional<String> askForSize() {
        try {
            Process shell = new ProcessBuilder("sh", "-c", "test -t 1 || exit 1; stty size <&1 >&2 || true")
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || shell.exitValue() != 0) {
                return Optional.empty();
            }
            return Optional.of(new String(shell.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
