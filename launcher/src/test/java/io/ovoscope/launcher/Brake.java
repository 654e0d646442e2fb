package io.ovoscope.launcher;

import io.ovoscope.launcher.process.Child;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Slows a process down: it is stopped for nine tenths of the time. Released, it runs freely again. */
final class Brake {
    private static final int RUNNING_MILLIS = 20;
    private static final int STOPPED_MILLIS = 180;

    private final long process;
    private final Thread thread;
    private volatile boolean released;

    private Brake(long process) {
        this.process = process;
        this.thread = new Thread(this::run, "brake");
    }

    static Brake on(Child child) {
        Brake brake = new Brake(child.pid());
        brake.thread.start();
        return brake;
    }

    private void run() {
        try {
            while (!released) {
                signal("STOP");
                Thread.sleep(STOPPED_MILLIS);
                signal("CONT");
                Thread.sleep(RUNNING_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String name) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void release() throws InterruptedException {
        released = true;
        thread.join();
    }
}
