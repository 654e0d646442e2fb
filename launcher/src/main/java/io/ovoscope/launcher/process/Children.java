package io.ovoscope.launcher.process;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * The child JVMs of one command, which end together: the one started last ends first, each within {@link EndingLimits},
 * on {@link #close()} and when this JVM ends, by Ctrl-C and SIGTERM too. If this JVM is killed, the children see the end
 * of their standard input ({@link ParentWatch}).
 *
 * <pre>{@code
 * try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
 *     Child broker = children.start(BrokerMain.child(directory, settings), line -> {});
 *     String bootstrapServers = broker.awaitReady(Duration.ofSeconds(60));
 *     Child training = children.start(trainingJvm, progress::hear);
 *     children.awaitExit(training);
 * }
 * }</pre>
 */
public final class Children implements AutoCloseable {

    private final EndingLimits limits;
    private final Deque<Child> newestFirst = new ArrayDeque<>();
    private final CompletableFuture<ChildExit> failure = new CompletableFuture<>();
    private final CompletableFuture<Void> ending = new CompletableFuture<>();
    private final Thread endingHook = new Thread(this::endAll, "ovoscope-end-children");

    private Children(EndingLimits limits) {
        this.limits = limits;
    }

    /** None yet; from now on they end when this JVM does. */
    public static Children supervise(EndingLimits limits) {
        Children children = new Children(limits);
        Runtime.getRuntime().addShutdownHook(children.endingHook);
        return children;
    }

    /**
     * Starts a child.
     *
     * @param onLine gets each line of its standard output, on a thread of the child; may throw, which is logged
     * @throws IOException if its log cannot be written, or the process cannot be started
     * @throws IllegalStateException if the children are being ended
     */
    public synchronized Child start(ChildJvm jvm, Consumer<String> onLine) throws IOException {
        if (ending.isDone()) {
            throw new IllegalStateException("the children are being ended: " + jvm.name() + " is not started");
        }
        Child child = Child.start(jvm, onLine, failure::complete);
        newestFirst.addFirst(child);
        return child;
    }

    /**
     * Waits until a child has ended by itself.
     *
     * @throws ChildFailedException if any child failed, this or another, the first of them
     * @throws InterruptedException also if the children are being ended meanwhile, as by Ctrl-C
     */
    public void awaitExit(Child child) throws ChildFailedException, InterruptedException {
        await(CompletableFuture.anyOf(child.exit(), failure, ending));
    }

    /**
     * Waits for as long as all goes well.
     *
     * @throws ChildFailedException when a child has failed
     * @throws InterruptedException when the children are being ended, as by Ctrl-C
     */
    public void awaitFailure() throws ChildFailedException, InterruptedException {
        await(CompletableFuture.anyOf(failure, ending));
    }

    /** The first failure so far: a service that ended, or a job that ended with a code other than 0. */
    public Optional<ChildExit> firstFailure() {
        return Optional.ofNullable(failure.getNow(null));
    }

    /** Ends one child, and waits for it. Its end is no failure. */
    public void end(Child child) {
        child.end(limits);
    }

    /** Ends all children, the one started last first, and waits for them. Safe to call again and from any thread. */
    @Override
    public void close() {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(endingHook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook has run or is waiting for this call, and finds nothing left to do.
        }
    }

    private synchronized void endAll() {
        ending.complete(null);
        newestFirst.forEach(child -> child.end(limits));
    }

    private void await(CompletableFuture<Object> first) throws ChildFailedException, InterruptedException {
        try {
            first.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("these futures never complete exceptionally", e);
        }
        ChildExit failed = failure.getNow(null);
        if (failed != null) {
            throw new ChildFailedException(failed.describe());
        }
        if (ending.isDone()) {
            throw new InterruptedException("the children are being ended");
        }
    }
}
