package io.ovoscope.collector.alert;

import io.ovoscope.collector.topics.Backoff;
import io.ovoscope.collector.topics.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one receiver, and waits ever longer from try to try while it is away. What it refuses for its content is passed over, alone,
 * loudly the first time.
 */
final class Teller {
    private static final Logger log = LoggerFactory.getLogger(Teller.class);

    private final Receiver receiver;
    private final Backoff backoff;
    private final InstantSource clock;
    private final ReceiverCounters counters;
    private final Outage outage;
    private Instant due = Instant.EPOCH;
    private Instant repeatDue = Instant.EPOCH;

    Teller(Receiver receiver, Backoff backoff, InstantSource clock, ReceiverCounters counters) {
        this.receiver = receiver;
        this.backoff = backoff;
        this.clock = clock;
        this.counters = counters;
        this.outage = new Outage("alerts: " + receiver.name() + " takes notices", clock);
    }

    /**
     * Makes at most one request for what is new, or, where nothing is, repeats what goes on if that is due.
     *
     * @param told is given each notice that need not be told any more
     */
    void tell(List<Notice> news, List<Notice> firing, Consumer<Notice> told) {
        if (!isReady()) {
            return;
        }
        if (!news.isEmpty()) {
            deliver(news.subList(0, Math.min(news.size(), receiver.batch())), told);
        } else if (!firing.isEmpty()
                && receiver.repeats().isPresent()
                && !clock.instant().isBefore(repeatDue)) {
            repeat(firing, receiver.repeats().get());
        }
    }

    /** Whether the receiver may be told now; not while it is left alone after a failure. */
    boolean isReady() {
        return !clock.instant().isBefore(due);
    }

    private void deliver(List<Notice> batch, Consumer<Notice> told) {
        try {
            receiver.tell(batch);
            outage.succeeded();
            counters.told(batch.size());
            batch.forEach(told);
        } catch (ReceiverException e) {
            if (e.isRefused()) {
                refused(batch, e, told);
            } else {
                postpone(e);
            }
        } catch (RuntimeException e) {
            // A defect, or a finding that nobody foresaw: it must not keep the others from being told.
            refused(batch, e, told);
        }
    }

    private void refused(List<Notice> batch, Exception why, Consumer<Notice> told) {
        if (batch.size() > 1) {
            batch.stream().takeWhile(notice -> isReady()).forEach(notice -> deliver(List.of(notice), told));
            return;
        }
        String key = batch.get(0).finding().key();
        if (counters.refused() == 1) {
            log.warn("alerts: finding {} is passed over (further ones are counted): {}", key, why.getMessage(), why);
        } else {
            log.debug("alerts: finding {} is passed over: {}", key, why.getMessage());
        }
        told.accept(batch.get(0));
    }

    private void repeat(List<Notice> firing, Duration every) {
        for (int from = 0; from < firing.size(); from += receiver.batch()) {
            if (!repeat(firing.subList(from, Math.min(firing.size(), from + receiver.batch())))) {
                return;
            }
        }
        repeatDue = clock.instant().plus(every);
    }

    /** Whether the receiver is there. What it refuses of one request must not end the repetitions of the others. */
    private boolean repeat(List<Notice> batch) {
        try {
            receiver.tell(batch);
            counters.repeated(batch.size());
            outage.succeeded();
        } catch (ReceiverException e) {
            if (!e.isRefused()) {
                postpone(e);
                return false;
            }
            // The refused one was passed over when it was new; the others of its request were taken.
            log.debug("alerts: a repetition is refused", e);
        } catch (RuntimeException e) {
            log.debug("alerts: a repetition fails", e);
        }
        return true;
    }

    private void postpone(ReceiverException failure) {
        counters.retried();
        Duration own = backoff.after(outage.failed(String.valueOf(failure.getMessage()), failure.getCause()));
        Duration wait = own.compareTo(failure.receiversWait()) > 0 ? own : failure.receiversWait();
        due = clock.instant().plus(wait);
    }
}
