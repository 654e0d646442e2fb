package io.ovoscope.launcher.process;

/** A child ended that should not have, or did not become ready. The message names it and quotes its log. */
public final class ChildFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    ChildFailedException(String message) {
        super(message);
    }
}
