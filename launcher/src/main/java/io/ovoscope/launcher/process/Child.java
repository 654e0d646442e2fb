package io.ovoscope.launcher.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child JVM that has been started. Its standard output is read line by line, its standard error goes to its log. */
public final class Child {

    private static final Logger LOG = LoggerFactory.getLogger(Child.class);

    /** A process of its own that the child left behind may hold the streams open for ever. */
    private static final long LAST_OUTPUT_MILLIS = 2_000;

    private final ChildJvm jvm;
    private final Process process;
    private final BoundedLog log;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final CompletableFuture<ChildExit> exit = new CompletableFuture<>();
    private volatile boolean ending;

    private Child(ChildJvm jvm, Process process, BoundedLog log) {
        this.jvm = jvm;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param onLine gets each line of standard output but the one that announces readiness, on a thread of the child
     * @param onFailure told of an exit that is a failure, before anybody who waits for the exit is
     * @throws IOException if the log cannot be written or the process cannot be started
     */
    static Child start(ChildJvm jvm, Consumer<String> onLine, Consumer<ChildExit> onFailure) throws IOException {
        BoundedLog log = BoundedLog.open(jvm.log(), BoundedLog.LIMIT_BYTES);
        ProcessBuilder builder = new ProcessBuilder(jvm.command());
        builder.environment().putAll(jvm.environment());
        try {
            Child child = new Child(jvm, builder.start(), log);
            child.listen(onLine, onFailure);
            return child;
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    /** Its name, as in {@link ChildJvm#name()}. */
    public String name() {
        return jvm.name();
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether its process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completed when it has ended and its last output has been read. */
    public CompletableFuture<ChildExit> exit() {
        return exit.copy();
    }

    /**
     * Waits until it says that it is ready.
     *
     * @return what it announced, such as an address
     * @throws ChildFailedException if it ended before, or took longer than the limit
     */
    public String awaitReady(Duration limit) throws ChildFailedException, InterruptedException {
        try {
            CompletableFuture.anyOf(ready, exit).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ChildFailedException(
                    name() + " is not ready after " + limit.toSeconds() + " s; its log is " + jvm.log());
        } catch (ExecutionException e) {
            throw new IllegalStateException("neither future completes exceptionally", e);
        }
        String announced = ready.getNow(null);
        if (announced == null) {
            throw new ChildFailedException(exit.join().describe());
        }
        return announced;
    }

    /**
     * Ends it: closes its standard input, then SIGTERM, then SIGKILL, each if the one before did not help in its limit.
     * Returns at once if it has ended.
     */
    void end(EndingLimits limits) {
        ending = true;
        closeInput();
        if (endedWithin(limits.afterClosingInput())) {
            return;
        }
        LOG.warn("{} did not end within {} of being told: sending SIGTERM", name(), limits.afterClosingInput());
        // By its handle: Process.destroy() would also close the streams, and its last words would be lost.
        process.toHandle().destroy();
        if (endedWithin(limits.afterTerminating())) {
            return;
        }
        LOG.warn("{} did not end within {} of SIGTERM: killing it", name(), limits.afterTerminating());
        process.toHandle().destroyForcibly();
        if (!endedWithin(limits.afterKilling())) {
            LOG.error("{} (pid {}) is still there after SIGKILL", name(), pid());
        }
    }

    private boolean endedWithin(Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            exit.get(2 * LAST_OUTPUT_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            // An interrupted supervisor still leaves no child behind: the next and rougher means follows at once.
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException("neither future completes exceptionally", e);
        }
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("the input of {} was closed already", name(), e);
        }
    }

    private void listen(Consumer<String> onLine, Consumer<ChildExit> onFailure) {
        Thread output = started("output", () -> read(process.getInputStream(), line -> hear(line, onLine)));
        Thread errors = started("errors", () -> read(process.getErrorStream(), log::add));
        started("exit", () -> awaitExit(output, errors, onFailure));
    }

    private void hear(String line, Consumer<String> onLine) {
        if (line.startsWith(ParentWatch.READY)) {
            ready.complete(line.substring(ParentWatch.READY.length()));
            return;
        }
        try {
            onLine.accept(line);
        } catch (RuntimeException e) {
            // Reading goes on: a child whose output nobody reads stops when the pipe is full.
            LOG.warn("a line of {} could not be used: {}", name(), line, e);
        }
    }

    private void read(InputStream stream, Consumer<String> onLine) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                onLine.accept(line);
            }
        } catch (IOException e) {
            LOG.debug("the output of {} ended", name(), e);
        }
    }

    private void awaitExit(Thread output, Thread errors, Consumer<ChildExit> onFailure) {
        try {
            int code = process.waitFor();
            output.join(LAST_OUTPUT_MILLIS);
            errors.join(LAST_OUTPUT_MILLIS);
            report(new ChildExit(name(), code, jvm.log(), log.newestLines()), onFailure);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void report(ChildExit ended, Consumer<ChildExit> onFailure) {
        log.close();
        if (!ending && (jvm.kind() == ChildJvm.Kind.SERVICE || ended.code() != 0)) {
            onFailure.accept(ended);
        }
        exit.complete(ended);
    }

    private Thread started(String role, Runnable work) {
        Thread thread = new Thread(work, "ovoscope-" + name() + "-" + role);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
