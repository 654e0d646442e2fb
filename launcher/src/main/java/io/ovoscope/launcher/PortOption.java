package io.ovoscope.launcher;

import picocli.CommandLine.Option;

/** The option of the commands that serve a page. */
final class PortOption {
    private static final int HIGHEST = 65_535;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the page on 127.0.0.1 (default: a free one).")
    private int port;

    /** Whether a certain port is asked for. */
    boolean isGiven() {
        return port != 0;
    }

    int checked() throws UserFacing {
        if (port < 0 || port > HIGHEST) {
            throw UserFacing.usage("--port " + port + ": expecting 0 to " + HIGHEST + ", 0 for a free one");
        }
        return port;
    }
}
