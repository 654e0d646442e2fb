package io.ovoscope.launcher.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The child's side of ending together: a child ends when its standard input does, because its supervisor closed it or
 * died, even by SIGKILL.
 */
public final class ParentWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ParentWatch.class);

    /** A line of standard output that begins so says that the child is ready; the rest is its address, if it has one. */
    static final String READY = "ovoscope-ready ";

    private static final int BUFFER_BYTES = 256;
    private static final int NOT_CLEAN = 70;

    private final InputStream input;
    private final Runnable atEnd;
    private final Duration grace;
    private final IntConsumer halt;

    ParentWatch(InputStream input, Runnable atEnd, Duration grace, IntConsumer halt) {
        this.input = input;
        this.atEnd = atEnd;
        this.grace = grace;
        this.halt = halt;
    }

    /**
     * Watches standard input on a daemon thread. When it ends, {@code atEnd} is run, and the JVM is halted if it is still
     * there {@code grace} later.
     *
     * @param atEnd ends the child's work; usually {@code () -> System.exit(0)}, which runs the shutdown hooks
     */
    public static void start(Runnable atEnd, Duration grace) {
        ParentWatch watch = new ParentWatch(
                System.in, atEnd, grace, status -> Runtime.getRuntime().halt(status));
        daemon("ovoscope-parent-watch", watch::run).start();
    }

    /** Tells the supervisor that this child is ready, with its address or another word for it; may be empty. */
    public static void announceReady(String address) {
        System.out.println(READY + address);
        System.out.flush();
    }

    void run() {
        awaitEndOfInput();
        daemon("ovoscope-parent-watch-halt", this::haltAfterGrace).start();
        atEnd.run();
    }

    private void awaitEndOfInput() {
        byte[] ignored = new byte[BUFFER_BYTES];
        try {
            while (input.read(ignored) >= 0) {
                // Whatever the parent says is not meant for anybody: only the end counts.
            }
        } catch (IOException e) {
            LOG.warn("standard input cannot be read: ending as if the parent had gone", e);
        }
    }

    private void haltAfterGrace() {
        try {
            Thread.sleep(grace.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.warn("still running {} after the parent went: halting", grace);
        halt.accept(NOT_CLEAN);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
