package io.ovoscope.collector.view;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open pages what comes, as server-sent events: {@code points} (new points, closed steps and findings of the page's run),
 * {@code runs} (the run picker) and {@code reload} (something was deleted or retired: read the run anew). At most two batches a
 * second; each page has a thread of its own, so that a slow one holds up no other.
 */
final class RunEvents {
    static final int MAX_STREAMS = 64;
    private static final Logger log = LoggerFactory.getLogger(RunEvents.class);
    private static final long BATCH_MILLIS = 500;

    /** States change with time alone, and a write is how a closed page is noticed. */
    private static final int IDLE_BATCHES = 10;

    private static final long CLOSE_MILLIS = 3_000;

    private final CurveStore store;
    private final PageJson json;
    private final AtomicInteger streams = new AtomicInteger();
    private volatile boolean closed;

    RunEvents(CurveStore store, PageJson json) {
        this.store = store;
        this.json = json;
    }

    /** Whether as many pages are listening as may. */
    boolean isFull() {
        return streams.get() >= MAX_STREAMS;
    }

    /** Streams until the page or this goes away; blocks. */
    void stream(EventStream page, String run, @Nullable String since) {
        streams.incrementAndGet();
        try {
            Optional<Cursor> cursor = Optional.ofNullable(since).flatMap(Cursor::parse);
            String runsSent = "";
            while (!closed) {
                long version = store.version();
                runsSent = sendRuns(page, runsSent);
                cursor = sendChanges(page, run, cursor);
                rest(version);
            }
        } catch (IOException e) {
            log.debug("a page of run '{}' is gone", run, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.decrementAndGet();
        }
    }

    /** Ends every stream; waits a moment for those that are writing. */
    void close() throws InterruptedException {
        closed = true;
        long deadline = System.nanoTime() + CLOSE_MILLIS * 1_000_000;
        while (streams.get() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
    }

    /** Until something has changed, and at least until the next batch may go. */
    private void rest(long version) throws InterruptedException {
        Thread.sleep(BATCH_MILLIS);
        for (int i = 0; i < IDLE_BATCHES && !closed && store.version() == version; i++) {
            store.awaitChange(version, BATCH_MILLIS);
        }
    }

    private String sendRuns(EventStream page, String sent) throws IOException {
        String runs = json.runs();
        if (runs.equals(sent)) {
            page.ping();
        } else {
            page.send("runs", "", runs);
        }
        return runs;
    }

    /** Of a run that is gone the list of runs tells. */
    private Optional<Cursor> sendChanges(EventStream page, String run, Optional<Cursor> since) throws IOException {
        Optional<PageJson.Changes> changes = json.changes(run, since);
        if (changes.isPresent()) {
            PageJson.Changes told = changes.get();
            if (told.mustReload()) {
                page.send("reload", told.cursor().text(), "{}");
            } else if (!told.json().isEmpty()) {
                page.send("points", told.cursor().text(), told.json());
            }
        }
        return changes.map(PageJson.Changes::cursor);
    }
}
