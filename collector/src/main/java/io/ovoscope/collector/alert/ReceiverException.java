package io.ovoscope.collector.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A receiver that could not be told. The message is for the user and holds no secret. */
final class ReceiverException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean refused;
    private final Duration wait;

    private ReceiverException(boolean refused, String message, Duration wait, @Nullable Throwable cause) {
        super(message, cause);
        this.refused = refused;
        this.wait = wait;
    }

    /** It is away or busy, or a setting is wrong, which the user can mend: to be tried again. */
    static ReceiverException away(String message, Duration receiversWait, @Nullable Throwable cause) {
        return new ReceiverException(false, message, receiversWait, cause);
    }

    /** It does not want what it was sent, and would not want it the next time. */
    static ReceiverException refused(String message) {
        return new ReceiverException(true, message, Duration.ZERO, null);
    }

    boolean isRefused() {
        return refused;
    }

    /** How long the receiver asks to be left alone; zero where it does not. */
    Duration receiversWait() {
        return wait;
    }
}
