package io.ovoscope.launcher.broker;

import org.jspecify.annotations.Nullable;

/** The embedded broker could not be started. The message says why and what would help. */
public final class BrokerStartException extends Exception {

    private static final long serialVersionUID = 1L;

    BrokerStartException(String message) {
        super(message);
    }

    BrokerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
