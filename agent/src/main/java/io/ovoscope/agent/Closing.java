package io.ovoscope.agent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of closing a run: each is taken whatever became of the one before, and none throws. */
record Closing(String run) {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    /** @param what the step does, for the log */
    void step(String what, Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            warn(what, e);
        }
    }

    private void warn(String what, Throwable thrown) {
        try {
            log.warn("run {}: closing goes on without this: {}", run, what, thrown);
        } catch (Throwable e) {
            // A log that throws: there is nobody left to tell.
        }
    }
}
