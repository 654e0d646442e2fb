package io.ovoscope.collector.publish;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that failed, with what is to be done about it. Its message is for the user and holds no secret. */
final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is to be done. */
    enum Remedy {
        /** Try again: the server is away or busy, or a setting is wrong, which the user can mend. */
        RETRY,
        /** Pass over what is refused: its content is, and trying again would be refused again. */
        SKIP
    }

    private final Remedy remedy;
    private final Duration wait;

    StoreException(Remedy remedy, String message, Duration wait, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
        this.wait = wait;
    }

    /** The same failure, to be passed over. */
    StoreException skipped() {
        return new StoreException(Remedy.SKIP, String.valueOf(getMessage()), Duration.ZERO, this);
    }

    Remedy remedy() {
        return remedy;
    }

    /** How long the server asks to be left alone; zero where it does not. */
    Duration serversWait() {
        return wait;
    }
}
