package io.ovoscope.launcher.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The two loopback ports of a broker. Free ports are only known to have been free: another program may take one before
 * the broker does.
 *
 * @param clients where clients connect
 * @param controller where the broker talks to its own controller
 */
record Ports(int clients, int controller) {

    /** Where a start gets its ports from; a test can hand out ports that are taken. */
    @FunctionalInterface
    interface Source {

        /**
         * Ports for one attempt to start.
         *
         * @throws BrokerStartException if the wanted port is taken
         */
        Ports next() throws BrokerStartException;
    }

    /** The wanted port for the clients, or a free one if it is 0, and a free one for the controller. */
    static Ports choose(int wanted) throws BrokerStartException {
        try (ServerSocket clients = bind(wanted);
                ServerSocket controller = bind(0)) {
            return new Ports(clients.getLocalPort(), controller.getLocalPort());
        } catch (IOException e) {
            if (wanted == 0) {
                throw new BrokerStartException("no free port on 127.0.0.1: " + e, e);
            }
            throw new BrokerStartException(
                    "port " + wanted + " on 127.0.0.1 cannot be used (" + e.getMessage()
                            + "): choose another, or 0 for any free port",
                    e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 1);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
