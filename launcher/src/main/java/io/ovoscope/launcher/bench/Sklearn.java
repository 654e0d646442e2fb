package io.ovoscope.launcher.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ovoscope.collector.probe.FeatureSpace;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** scikit-learn in a process of its own, which stays up from turn to turn and ends when its standard input does. */
final class Sklearn implements AutoCloseable {
    /** What scikit-learn's users leave as it is. */
    static final double TOLERANCE = 1e-4;
    /** Enough to converge: its default of 100 is not. */
    static final int MAX_ITERATIONS = 10_000;

    private static final String SCRIPT = "sklearn_probes.py";
    private static final List<String> THREAD_VARIABLES =
            List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS");

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final SklearnAnswer.Ready ready;

    /**
     * One probe to train.
     *
     * @param labels file of int32
     */
    record Target(String name, String labels, double l2) {}

    /** Probes that read the same items, as the script takes them. */
    record Request(
            String rows,
            int width,
            String first,
            @Nullable String second,
            String part,
            FeatureSpace space,
            double ridge,
            double tolerance,
            int maxIterations,
            List<Target> targets) {}

    /** What came of a request. */
    record Answer(SklearnAnswer.Prepared prepared, List<SklearnAnswer.Fitted> fits) {}

    private Sklearn(Process process) throws IOException {
        this.process = process;
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
        if (!(next() instanceof SklearnAnswer.Ready first)) {
            throw new IOException("scikit-learn's side does not begin by saying that it is ready");
        }
        ready = first;
    }

    /**
     * Starts it.
     *
     * @param folder where the script is put
     * @param threads of its matrix products
     */
    static Sklearn start(SklearnPython python, Path folder, int threads) throws IOException {
        Path script = folder.resolve(SCRIPT);
        try (InputStream in = Sklearn.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException(SCRIPT + " is not on the class path");
            }
            Files.write(script, in.readAllBytes());
        }
        ProcessBuilder builder = new ProcessBuilder(python.binary(), script.toString(), Integer.toString(threads))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        THREAD_VARIABLES.forEach(variable -> builder.environment().put(variable, Integer.toString(threads)));
        Process process = builder.start();
        // In the middle of a fit it would not notice for some time that nobody wants the answer any more.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "ovoscope-end-sklearn"));
        return new Sklearn(process);
    }

    SklearnAnswer.Ready ready() {
        return ready;
    }

    /**
     * Trains the probes of a request.
     *
     * @param onFit told of each as it is done
     */
    Answer train(Request request, Consumer<SklearnAnswer.Fitted> onFit) throws IOException {
        try {
            requests.write(SklearnAnswer.MAPPER.writeValueAsString(request));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + request, e);
        }
        requests.newLine();
        requests.flush();
        SklearnAnswer.Prepared prepared = new SklearnAnswer.Prepared(0);
        List<SklearnAnswer.Fitted> fits = new ArrayList<>();
        while (true) {
            SklearnAnswer answer = next();
            if (answer instanceof SklearnAnswer.Prepared rows) {
                prepared = rows;
            } else if (answer instanceof SklearnAnswer.Fitted fit) {
                fits.add(fit);
                onFit.accept(fit);
            } else {
                return new Answer(prepared, fits);
            }
        }
    }

    private SklearnAnswer next() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("scikit-learn's side ended early; what it said last is in the lines above");
        }
        return SklearnAnswer.parse(line);
    }

    @Override
    public void close() {
        try {
            requests.close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
