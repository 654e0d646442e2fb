package io.ovoscope.agent.send;

import org.jspecify.annotations.Nullable;

/** A snapshot could not be sent. */
public final class SendFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final DropReason reason;

    public SendFailure(DropReason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public DropReason reason() {
        return reason;
    }
}
