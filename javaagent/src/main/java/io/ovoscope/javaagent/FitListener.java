package io.ovoscope.javaagent;

/** Hears which networks are trained. It is called on training threads, often, and never throws. */
public interface FitListener {
    /** For programs that are left alone. */
    FitListener DEAF = new FitListener() {
        @Override
        public void enter(Object network) {}

        @Override
        public void exit(Object network) {}

        @Override
        public void replica(Object network) {}
    };

    /** A {@code fit} of the network begins; within another one, too. */
    void enter(Object network);

    /** It has ended, by an exception perhaps. */
    void exit(Object network);

    /** The network is one of several copies that are trained together, and not the one that the program itself holds. */
    void replica(Object network);
}
