package io.ovoscope.javaagent.watch;

import io.ovoscope.agent.OvoscopeAgent;
import io.ovoscope.agent.activation.LooselyMonitored;
import java.util.function.BooleanSupplier;

/** An agent, as far as a network that was found needs one; see {@link OvoscopeAgent}. */
interface Watcher {
    /** On the training thread, once. */
    void begin();

    /** On the training thread; whether it had to. */
    boolean listenAgain();

    /** When the network is gone. */
    void close();

    /**
     * When the program ends and the network is not being trained at the moment.
     *
     * @param isQuiet whether that is still so
     */
    void end(BooleanSupplier isQuiet);

    /** When it may be. */
    void abandon();

    /** Makes a watcher. */
    @FunctionalInterface
    interface Maker {
        /**
         * Slow, and on a thread of its own, while the training thread waits.
         *
         * @throws IllegalArgumentException where the network cannot be watched with these settings
         */
        Watcher prepare(LooselyMonitored network, String run);
    }

    static Watcher of(OvoscopeAgent agent) {
        return new Watcher() {
            @Override
            public void begin() {
                agent.begin();
            }

            @Override
            public boolean listenAgain() {
                return agent.listenAgain();
            }

            @Override
            public void close() {
                agent.close();
            }

            @Override
            public void end(BooleanSupplier isQuiet) {
                agent.end(isQuiet);
            }

            @Override
            public void abandon() {
                agent.abandon();
            }
        };
    }
}
