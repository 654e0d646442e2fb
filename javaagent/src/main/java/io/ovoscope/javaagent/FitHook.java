package io.ovoscope.javaagent;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What DL4J's methods call, once they have been changed. On the system's class path, where every class loader of a program finds it, and
 * free of everything but the JDK.
 */
public final class FitHook {
    private static final String MODEL = "org.deeplearning4j.nn.api.Model";

    private static volatile Function<ClassLoader, FitListener> maker = loader -> FitListener.DEAF;

    /** One for each DL4J, kept with its class, so that a class loader can be let go. */
    private static final ClassValue<FitListener> LISTENERS = new ClassValue<>() {
        @Override
        protected FitListener computeValue(Class<?> model) {
            return maker.apply(model.getClassLoader());
        }
    };

    private static final ClassValue<FitListener> OF_NETWORK = new ClassValue<>() {
        @Override
        protected FitListener computeValue(Class<?> network) {
            try {
                return LISTENERS.get(Class.forName(MODEL, false, network.getClassLoader()));
            } catch (Throwable e) {
                Complaint.say("networks of " + network + " are not watched", e);
                return FitListener.DEAF;
            }
        }
    };

    private FitHook() {}

    /** To be called before any network is trained. */
    static void use(Function<ClassLoader, FitListener> listeners) {
        maker = listeners;
    }

    /** A {@code fit} begins. Never throws. */
    public static void enter(@Nullable Object network) {
        if (network != null) {
            OF_NETWORK.get(network.getClass()).enter(network);
        }
    }

    /** It has ended. Never throws. */
    public static void exit(@Nullable Object network) {
        if (network != null) {
            OF_NETWORK.get(network.getClass()).exit(network);
        }
    }

    /**
     * A trainer of {@code ParallelWrapper} is about to train. Never throws.
     *
     * @param original the network that the program gave to the wrapper
     * @param trained the one that this trainer trains: the same, or a copy
     */
    public static void trainer(@Nullable Object original, @Nullable Object trained) {
        if (trained != null && trained != original) {
            OF_NETWORK.get(trained.getClass()).replica(trained);
        }
    }
}
