package io.ovoscope.launcher.bench;

import io.ovoscope.launcher.UserFacing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Python that can import scikit-learn.
 *
 * @param binary as it is started
 */
public record SklearnPython(String binary) {
    private static final List<String> CANDIDATES = List.of("python3", "/usr/bin/python3");
    private static final long PATIENCE_SECONDS = 60;

    /**
     * The first of {@code python3} on the path and {@code /usr/bin/python3} that has it.
     *
     * @throws UserFacing where neither has, saying how to install it
     */
    public static SklearnPython find() throws UserFacing, InterruptedException {
        return find(CANDIDATES);
    }

    static SklearnPython find(List<String> candidates) throws UserFacing, InterruptedException {
        List<String> tried = new ArrayList<>();
        for (String candidate : candidates) {
            String missing = missing(candidate);
            if (missing.isEmpty()) {
                return new SklearnPython(candidate);
            }
            tried.add(candidate + ": " + missing);
        }
        throw UserFacing.failure("no python3 with scikit-learn is found, which the probes are compared with ("
                + String.join("; ", tried) + "). On Debian and Ubuntu: apt install python3-sklearn");
    }

    /** What keeps a Python from serving; empty if nothing does. */
    private static String missing(String binary) throws InterruptedException {
        try {
            Process python = new ProcessBuilder(binary, "-c", "import sklearn.linear_model, scipy.linalg, numpy")
                    .redirectErrorStream(true)
                    .start();
            python.getOutputStream().close();
            if (!python.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                python.destroyForcibly();
                return "no answer within " + PATIENCE_SECONDS + " s";
            }
            return python.exitValue() == 0
                    ? ""
                    : lastLine(python.inputReader().lines().toList());
        } catch (IOException e) {
            return "cannot be started";
        }
    }

    private static String lastLine(List<String> lines) {
        return lines.isEmpty() ? "it fails without a word" : lines.get(lines.size() - 1);
    }
}
