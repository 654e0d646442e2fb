package io.ovoscope.javaagent;

import org.jspecify.annotations.Nullable;

/** What is wrong before there is a log to write it to. */
final class Complaint {
    private Complaint() {}

    static void say(String what, @Nullable Throwable thrown) {
        System.err.println("ovoscope: " + what);
        if (thrown != null) {
            thrown.printStackTrace();
        }
    }
}
