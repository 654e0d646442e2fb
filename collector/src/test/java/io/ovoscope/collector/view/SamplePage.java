package io.ovoscope.collector.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The page with a made-up run, to look at: {@code SamplePage [port [millis between snapshots]]}. With the second argument the
 * snapshots come one after the other, else they are all there; {@code SamplePage 0 wide} shows a large run.
 */
final class SamplePage {
    private SamplePage() {}

    public static void main(String[] arguments) throws InterruptedException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        boolean isWide = arguments.length > 1 && arguments[1].equals("wide");
        long millis = arguments.length > 1 && !isWide ? Long.parseLong(arguments[1]) : 0;
        CurveStore store = new CurveStore(200_000);
        SampleRun run = new SampleRun("glosses-64x3", Instant.now().minus(Duration.ofSeconds(155)));
        ViewSettings settings = new ViewSettings("127.0.0.1", port, 200_000, java.util.List.of());
        try (ViewServer view = ViewServer.start(store, settings, Clock.systemUTC())) {
            System.out.println(view.address());
            store.caughtUp();
            if (isWide) {
                new WideRun(run).feed(store);
                Thread.currentThread().join();
            }
            SampleRun older = new SampleRun("<b>older</b> & done", Instant.now().minus(Duration.ofDays(1)));
            older.feed(store);
            store.put(run.manifest());
            for (long step : SampleRun.STEPS) {
                Thread.sleep(millis);
                run.feed(store, step);
                SampleGeometry.points(run, step).forEach(store::put);
                SampleProfiles.of(run, step).forEach(store::put);
            }
            run.findings().forEach(store::put);
            run.incidents().forEach(store::put);
            Thread.currentThread().join();
        }
    }
}
