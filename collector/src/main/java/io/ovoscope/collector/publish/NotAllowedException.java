package io.ovoscope.collector.publish;

import java.io.IOException;

/** A statement that the user may not make (403). */
final class NotAllowedException extends IOException {
    private static final long serialVersionUID = 1L;

    NotAllowedException(String message) {
        super(message);
    }
}
