package io.ovoscope.agent.send;

import io.ovoscope.wire.CheckpointsKept;
import io.ovoscope.wire.Health;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session open from a thread of its own: opens the first, and another with growing pauses whenever one is lost; reports health
 * while there is one, and where this agent may send no more.
 */
final class KafkaLink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaLink.class);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;
    private static final long CLOSE_MILLIS = 3_000;

    private final Opener opener;
    private final HealthTopic healthTopic;
    private final CheckpointNews news;
    private final @Nullable FindingsFeed findings;
    private final HealthAlone alone;
    private final Supplier<Health> health;
    private final SendSettings settings;
    /** Of the link's thread and those that Kafka's clients start from it. */
    private final ThreadGroup group = new ThreadGroup("ovoscope-agent-link");

    private final ThreadsTime time = new ThreadsTime();
    private final Thread thread;
    private @Nullable KafkaSession session;
    private @Nullable SendFailure failure;
    private volatile int attempt;
    private boolean over;
    private boolean closed;
    private @Nullable DropReason told;
    private long graceEndsNanos;
    /** Of the link's own thread, as is the next. */
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    private boolean stumbledBefore;

    /** Opens a session, or says why there is none. */
    @FunctionalInterface
    interface Opener {
        KafkaSession open() throws SendFailure;
    }

    KafkaLink(
            Opener opener,
            HealthTopic healthTopic,
            CheckpointNews news,
            @Nullable FindingsFeed findings,
            HealthAlone alone,
            Supplier<Health> health,
            SendSettings settings) {
        this.opener = opener;
        this.healthTopic = healthTopic;
        this.alone = alone;
        this.news = news;
        this.findings = findings;
        this.health = health;
        this.settings = settings;
        this.thread = new Thread(group, this::run, "ovoscope-agent-link");
        thread.setDaemon(true);
    }

    void start() {
        beginGrace();
        thread.start();
    }

    /**
     * The open session. Waits for one at most {@code sendTimeoutMillis} from the start, or from when the last one was lost; after that
     * it says at once that there is none, so that an absent broker holds nobody up.
     */
    synchronized KafkaSession await() throws SendFailure {
        try {
            long left = millisOfGrace();
            while (session == null && !over && !closed && left > 0) {
                wait(left);
                left = millisOfGrace();
            }
        } catch (InterruptedException e) {
            throw KafkaFailures.of("waiting for the broker", e);
        }
        if (session != null) {
            return session;
        }
        if (failure == null) {
            throw new SendFailure(DropReason.BROKER_UNREACHABLE, "no broker has answered yet", null);
        }
        throw new SendFailure(failure.reason(), String.valueOf(failure.getMessage()), failure.getCause());
    }

    /** A session is of no more use: another is opened. */
    void lost(KafkaSession gone) {
        synchronized (this) {
            if (Objects.equals(session, gone)) {
                session = null;
                failure = null;
                beginGrace();
                notifyAll();
            }
        }
        gone.close();
    }

    /** Processor time of the link's threads since this was asked last, in nanoseconds. */
    long freshCpuNanos() {
        return time.freshNanos(group);
    }

    /** The run's attempt; 0 until the first session is open. */
    int attempt() {
        return attempt;
    }

    /** Tells this as soon as there is a session. */
    void tell(CheckpointsKept list) {
        news.set(list);
        synchronized (this) {
            notifyAll();
        }
    }

    /** Reports once, waiting for the broker no longer than it may take. */
    void report(Health last) {
        KafkaSession open = session();
        if (open != null) {
            news.sendAndWait(open);
            healthTopic.sendAndWait(open.announcer(), last);
        } else if (isOver()) {
            alone.sendAndWait(last);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        KafkaSession open = session();
        if (open != null) {
            open.close();
        }
        alone.close();
    }

    private void run() {
        while (!isDone()) {
            try {
                turn();
            } catch (Throwable e) {
                stumbled(e);
            }
        }
        if (findings != null) {
            findings.close();
        }
    }

    private void turn() {
        KafkaSession open = session();
        if (open != null) {
            news.send(open);
            healthTopic.send(open.announcer(), health);
            if (findings != null) {
                findings.turn();
            }
            pauseMillis = FIRST_PAUSE_MILLIS;
            sleep(settings.healthIntervalMillis(), open);
        } else if (isOver()) {
            alone.send(health);
            sleep(settings.healthIntervalMillis(), null);
        } else if (!tryToOpen()) {
            sleepLonger(null);
        }
    }

    /** An error in one turn, such as an exhausted memory, is no reason to give up all later snapshots. */
    private void stumbled(Throwable thrown) {
        boolean first = !stumbledBefore;
        stumbledBefore = true;
        try {
            if (first) {
                log.error("the link to the broker failed; tried again in the background, training goes on", thrown);
            } else {
                log.debug("the link to the broker failed again", thrown);
            }
            sleepLonger(session());
        } catch (Throwable e) {
            // Not even logging works: without the pause the thread would spin.
            LockSupport.parkNanos(FIRST_PAUSE_MILLIS * 1_000_000);
        }
    }

    private void sleepLonger(@Nullable KafkaSession same) {
        sleep(pauseMillis, same);
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }

    private boolean tryToOpen() {
        try {
            opened(opener.open());
            return true;
        } catch (SendFailure e) {
            failed(e);
        } catch (RuntimeException | Error e) {
            failed(KafkaFailures.of("opening the way to the broker", e));
        }
        return false;
    }

    private synchronized void opened(KafkaSession fresh) {
        if (closed) {
            fresh.close();
            return;
        }
        session = fresh;
        attempt = fresh.attempt();
        failure = null;
        notifyAll();
        if (told != null) {
            told = null;
            log.info("the broker is there: snapshots are sent");
        }
    }

    private synchronized void failed(SendFailure e) {
        failure = e;
        over = e.reason() == DropReason.FENCED || e.reason() == DropReason.RUN_REFUSED;
        if (closed) {
            log.debug("closing", e);
        } else if (over) {
            log.error("{}. Training goes on; no more snapshots of this agent are sent", e.getMessage(), e.getCause());
        } else if (told != e.reason()) {
            log.warn("{}; tried again in the background, training goes on", e.getMessage(), e.getCause());
            told = e.reason();
        } else {
            log.debug("{}", e.getMessage(), e.getCause());
        }
        if (over) {
            notifyAll();
        }
    }

    /** Sleeps while the session is still the same and has nothing new to tell. */
    private synchronized void sleep(long millis, @Nullable KafkaSession same) {
        try {
            long end = System.nanoTime() + millis * 1_000_000;
            long left = millis;
            while (!closed && Objects.equals(session, same) && !(same != null && news.isFresh()) && left > 0) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            log.debug("interrupted", e);
        }
    }

    private synchronized @Nullable KafkaSession session() {
        return session;
    }

    private synchronized boolean isDone() {
        return closed;
    }

    private synchronized boolean isOver() {
        return over;
    }

    private synchronized void beginGrace() {
        graceEndsNanos = System.nanoTime() + settings.sendTimeoutMillis() * 1_000_000L;
    }

    private long millisOfGrace() {
        return (graceEndsNanos - System.nanoTime()) / 1_000_000;
    }
}
