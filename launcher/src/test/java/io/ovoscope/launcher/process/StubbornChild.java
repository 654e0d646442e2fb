package io.ovoscope.launcher.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A child that does not read its input, and that SIGTERM cannot end: its shutdown hook never returns. */
final class StubbornChild {

    private StubbornChild() {}

    public static void main(String[] arguments) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.err.println("told to end by SIGTERM, and not ending");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        ParentWatch.announceReady("stubborn");
        Thread.sleep(Duration.ofMinutes(5).toMillis());
    }
}
