package io.ovoscope.agent.checkpoint;

/** A checkpoint's files are not what they should be; the message says which, what was found and what was expected. */
public final class CheckpointFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CheckpointFormatException(String message) {
        super(message);
    }

    public CheckpointFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
