package io.ovoscope.agent.activation;

/** A SameDiff graph that cannot be watched as it is wanted, with what to change. */
final class RefusedGraphException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    RefusedGraphException(String message) {
        super(message);
    }

    RefusedGraphException(String message, Throwable cause) {
        super(message, cause);
    }
}
