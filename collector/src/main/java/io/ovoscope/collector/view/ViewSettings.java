package io.ovoscope.collector.view;

import java.util.List;

/**
 * Where the page is served and how much it keeps.
 *
 * @param host address to listen on; anything but loopback shows the curves to the network, unencrypted and to everybody
 * @param port 0 = any free port
 * @param maxPoints points kept in memory, about half a kilobyte each; beyond them whole runs are let go, the earliest
 *     begun first; a run that is alone lets its oldest steps go
 * @param allowedHosts host names, besides localhost, under which a browser may ask; IP addresses always may. Other names are
 *     refused, because a hostile site may point a name of its own at this machine (DNS rebinding)
 */
public record ViewSettings(String host, int port, int maxPoints, List<String> allowedHosts) {
    public ViewSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is blank: expecting an address, for example 127.0.0.1");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + ": expecting 0 <= port <= 65535, 0 = any free port");
        }
        if (maxPoints < 1) {
            throw new IllegalArgumentException("maxPoints " + maxPoints + ": expecting maxPoints >= 1");
        }
        allowedHosts = List.copyOf(allowedHosts);
    }

    /** On loopback, any free port. */
    public static ViewSettings defaults() {
        return new ViewSettings("127.0.0.1", 0, 200_000, List.of());
    }

    /** The same on another port. */
    public ViewSettings withPort(int other) {
        return new ViewSettings(host, other, maxPoints, allowedHosts);
    }
}
