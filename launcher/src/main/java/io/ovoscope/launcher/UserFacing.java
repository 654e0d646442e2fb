package io.ovoscope.launcher;

import picocli.CommandLine;

/** What went wrong, in words for the user, and the exit code it ends with. */
public final class UserFacing extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int BY_SIGNAL_INT = 130;

    private final int exitCode;

    private UserFacing(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** It did not work out. */
    public static UserFacing failure(String message) {
        return new UserFacing(message, CommandLine.ExitCode.SOFTWARE);
    }

    /** Something else has already said it in the user's words. */
    public static UserFacing failure(Exception said) {
        return new UserFacing(words(said), CommandLine.ExitCode.SOFTWARE);
    }

    /** A settings file is not understood, as something else has already said. */
    public static UserFacing usage(Exception said) {
        return new UserFacing(words(said), CommandLine.ExitCode.USAGE);
    }

    private static String words(Exception said) {
        String message = said.getMessage();
        return message == null ? said.toString() : message;
    }

    /** What the user wrote, in a file or on the command line, is not understood. */
    public static UserFacing usage(String message) {
        return new UserFacing(message, CommandLine.ExitCode.USAGE);
    }

    /** The topics hold no run of this name: said alike by every command that is given one. */
    public static UserFacing noSuchRun(String run) {
        return failure("there is no run '" + run
                + "': `ovoscope runs list`, with the same --data, --kafka or --config, prints those there are");
    }

    /** The user ended it. */
    public static UserFacing interrupted() {
        return new UserFacing("interrupted; everything has been ended", BY_SIGNAL_INT);
    }

    public int exitCode() {
        return exitCode;
    }
}
