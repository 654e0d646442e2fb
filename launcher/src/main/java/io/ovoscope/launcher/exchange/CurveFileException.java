package io.ovoscope.launcher.exchange;

/** A file of curves holds mistakes; the message names each with file and line. */
public final class CurveFileException extends Exception {
    private static final long serialVersionUID = 1L;

    CurveFileException(String message) {
        super(message);
    }
}
