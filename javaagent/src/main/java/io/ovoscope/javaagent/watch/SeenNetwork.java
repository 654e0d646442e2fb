package io.ovoscope.javaagent.watch;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A network that has been trained, watched or not. It does not keep the network in memory. */
final class SeenNetwork extends WeakReference<Model> {
    private static final Logger log = LoggerFactory.getLogger(SeenNetwork.class);

    private final AtomicInteger fits = new AtomicInteger();
    private final AtomicLong begun = new AtomicLong();
    private volatile String run = "";
    private volatile String architecture = "";
    private volatile @Nullable Watcher watcher;
    private volatile boolean reported;

    SeenNetwork(Model network, ReferenceQueue<Model> gone) {
        super(network, gone);
    }

    /** What the network is watched as. */
    void watchAs(String name, String described, Watcher by) {
        run = name;
        architecture = described;
        watcher = by;
    }

    boolean isWatched() {
        return watcher != null;
    }

    String run() {
        return run;
    }

    /** Of a network that is or was watched; empty of any other. */
    String architecture() {
        return architecture;
    }

    /** A {@code fit} begins; the outermost sees to it that the watcher hears of what follows. */
    void enter() {
        @Nullable Watcher by = watcher;
        boolean isOutermost = fits.getAndIncrement() == 0;
        begun.incrementAndGet();
        if (isOutermost && by != null && by.listenAgain() && !reported) {
            reported = true;
            log.info("run {}: the program replaced the network's listeners; the agent listens again", run);
        }
    }

    /** A {@code fit} has ended; it may have begun before the network was seen. */
    void exit() {
        fits.updateAndGet(count -> Math.max(count - 1, 0));
    }

    /** Whether it has the same list, not one that is equal. */
    boolean hasTheListenersOf(Model other) {
        return get() instanceof ComputationGraph ours
                && other instanceof ComputationGraph theirs
                && ours.getListeners() == theirs.getListeners();
    }

    boolean isTraining() {
        return fits.get() > 0;
    }

    /**
     * Training is over, as far as can be known: if a {@code fit} is under way, or begins meanwhile, as when the JVM is told to end, nothing is
     * taken of it.
     */
    synchronized void end() {
        @Nullable Watcher by = watcher;
        watcher = null;
        long before = begun.get();
        if (by == null) {
            return;
        }
        if (refersTo(null)) {
            by.close();
        } else if (isTraining()) {
            by.abandon();
        } else {
            by.end(() -> begun.get() == before);
        }
    }

    /** Another network goes on with the run; returns when nothing more is sent of this one. */
    synchronized void giveUp() {
        @Nullable Watcher by = watcher;
        watcher = null;
        if (by != null) {
            by.abandon();
        }
    }
}
