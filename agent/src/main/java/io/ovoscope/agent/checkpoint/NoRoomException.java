package io.ovoscope.agent.checkpoint;

import java.io.IOException;

/** Known before anything is written: the checkpoint has no room. */
final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;

    private final CheckpointFailure reason;

    NoRoomException(CheckpointFailure reason, String message) {
        super(message);
        this.reason = reason;
    }

    CheckpointFailure reason() {
        return reason;
    }
}
