package io.ovoscope.collector.publish;

import io.ovoscope.collector.topics.Backoff;
import io.ovoscope.collector.topics.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a batch of changes to the store, in order, one request at a time, so that its caller can do other things between requests.
 * What fails for want of the server or of a right setting is tried again for ever; what is refused for its content is halved until
 * the refused line stands alone, and passed over. A line that was written already is written again, which changes nothing.
 */
final class Delivery {
    /** Told of a change that the store refused for its content. */
    interface Refusals {
        void refused(Change change, String reason);
    }

    private final Store store;
    private final Backoff backoff;
    private final InstantSource clock;
    private final Refusals refusals;
    private final PublishCounters counters;
    private final Outage outage;
    private final Deque<List<Change>> requests = new ArrayDeque<>();
    private Instant due = Instant.EPOCH;
    private @Nullable StoreException trouble;

    Delivery(Store store, Backoff backoff, InstantSource clock, Refusals refusals, PublishCounters counters) {
        this.store = store;
        this.backoff = backoff;
        this.clock = clock;
        this.refusals = refusals;
        this.counters = counters;
        this.outage = new Outage("InfluxDB takes points", clock);
    }

    /** Takes a batch on; the one before must be done. */
    void begin(List<Change> batch) {
        if (isUnderWay()) {
            throw new IllegalStateException("a batch is under way: expecting it to be done first");
        }
        List<Change> writes = new ArrayList<>();
        for (Change change : batch) {
            if (change instanceof Change.Write) {
                writes.add(change);
            } else if (!repeats(change, writes)) {
                addRequest(writes);
                writes = new ArrayList<>();
                addRequest(List.of(change));
            }
        }
        addRequest(writes);
        due = clock.instant();
    }

    boolean isUnderWay() {
        return !requests.isEmpty();
    }

    /** How long until the next request is due; zero where it is, or where there is none. */
    Duration untilDue() {
        Duration wait = Duration.between(clock.instant(), due);
        return requests.isEmpty() || wait.isNegative() ? Duration.ZERO : wait;
    }

    /** What the newest request failed for, if it is to be tried again; null where it did not fail. */
    @Nullable StoreException trouble() {
        return trouble;
    }

    /** Makes the next request if it is due. True once nothing of the batch is left. */
    boolean advance() {
        if (isUnderWay() && untilDue().isZero()) {
            request(requests.element());
        }
        return !isUnderWay();
    }

    private void request(List<Change> changes) {
        try {
            apply(changes);
            trouble = null;
            requests.remove();
            counters.written(changes.get(0) instanceof Change.Write ? changes.size() : 0);
            outage.succeeded();
        } catch (RuntimeException e) {
            // Not an answer of the server: a defect or a setting, which a later try or the user may mend. Nothing is
            // lost by it.
            postpone(new StoreException(StoreException.Remedy.RETRY, "a request breaks off: " + e, Duration.ZERO, e));
        } catch (StoreException e) {
            if (e.remedy() == StoreException.Remedy.RETRY) {
                postpone(e);
            } else {
                trouble = null;
                requests.remove();
                narrow(changes, String.valueOf(e.getMessage()));
            }
        }
    }

    private void apply(List<Change> changes) throws StoreException {
        if (changes.get(0) instanceof Change.Erase erase) {
            store.erase(erase.erasure());
        } else if (changes.get(0) instanceof Change.Retire retire) {
            store.retire(retire.retirement());
        } else {
            store.write(changes.stream()
                    .map(change -> ((Change.Write) change).line())
                    .toList());
        }
    }

    private void postpone(StoreException failure) {
        counters.retried();
        trouble = failure;
        Duration own = backoff.after(outage.failed(String.valueOf(failure.getMessage()), failure.getCause()));
        Duration wait = own.compareTo(failure.serversWait()) > 0 ? own : failure.serversWait();
        due = clock.instant().plus(wait);
    }

    private void narrow(List<Change> changes, String reason) {
        if (changes.size() == 1) {
            counters.refused();
            refusals.refused(changes.get(0), reason);
            return;
        }
        int half = changes.size() / 2;
        requests.push(changes.subList(half, changes.size()));
        requests.push(changes.subList(0, half));
    }

    private void addRequest(List<Change> changes) {
        if (!changes.isEmpty()) {
            requests.add(List.copyOf(changes));
        }
    }

    /** A run's deletion comes as one tombstone per record, of which the first says it all. */
    private boolean repeats(Change change, List<Change> writesSince) {
        List<Change> last = requests.peekLast();
        return writesSince.isEmpty()
                && last != null
                && last.get(0) instanceof Change.Erase before
                && change instanceof Change.Erase erase
                && before.erasure().equals(erase.erasure());
    }
}
