package io.ovoscope.collector.view;

import io.javalin.http.sse.SseClient;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tells open pages what comes, as server-sent events: {@code points} (new points, closed steps and findings of the page's run),
 * {@code runs} (the run picker) and {@code reload} (something was deleted or retired: read the run anew). At most two batches a
 * second; each page has a thread of its own, so that a slow one holds up no other.
 */
final class RunEvents {
    static final int MAX_STREAMS = 64;
    private static final long BATCH_MILLIS = 500;

    /** States change with time alone, and a write is how a closed page is noticed. */
    private static final long IDLE_MILLIS = 5_000;

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
    void stream(SseClient page, String run, @Nullable String since) {
        streams.incrementAndGet();
        try {
            Optional<Cursor> cursor = Optional.ofNullable(since).flatMap(Cursor::parse);
            String runsSent = "";
            while (!closed && !page.terminated()) {
                long version = store.version();
                runsSent = sendRuns(page, runsSent);
                cursor = sendChanges(page, run, cursor);
                Thread.sleep(BATCH_MILLIS);
                store.awaitChange(version, IDLE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.decrementAndGet();
        }
    }

    void close() {
        closed = true;
    }

    private String sendRuns(SseClient page, String sent) {
        String runs = json.runs();
        if (runs.equals(sent)) {
            page.sendComment("still here");
        } else {
            page.sendEvent("runs", runs);
        }
        return runs;
    }

    private Optional<Cursor> sendChanges(SseClient page, String run, Optional<Cursor> since) {
        Optional<Cursor> now = json.cursor(run);
        if (since.isEmpty() || now.isEmpty() || !now.get().continues(since.get())) {
            if (!now.equals(since)) {
                page.sendEvent("reload", "{}", now.map(Cursor::text).orElse("0-0-0"));
            }
            return now;
        }
        PageJson.Changes changes = json.changes(run, since.get()).orElseThrow();
        if (changes.count() > 0) {
            page.sendEvent("points", changes.json(), changes.cursor().text());
        }
        return Optional.of(changes.cursor());
    }
}
