package io.ovoscope.launcher.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two listening sockets of a broker on 127.0.0.1, opened before Kafka starts and handed to it. The addresses must be
 * in Kafka's configuration; were they chosen first and opened by Kafka later, another program could take a port in
 * between, at which Kafka's controller halts the JVM.
 */
final class LoopbackSockets implements ServerSocketFactory, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackSockets.class);

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocketChannel clients;
    private final ServerSocketChannel controller;

    private LoopbackSockets(ServerSocketChannel clients, ServerSocketChannel controller) {
        this.clients = clients;
        this.controller = controller;
    }

    /**
     * Opens both sockets.
     *
     * @param clientPort where clients will connect, or 0 for any free port
     * @throws BrokerStartException if the port is taken, or no port is free
     */
    static LoopbackSockets open(int clientPort) throws BrokerStartException {
        ServerSocketChannel clients = bind(clientPort);
        try {
            return new LoopbackSockets(clients, bind(0));
        } catch (BrokerStartException e) {
            close(clients);
            throw e;
        }
    }

    /** Where clients connect. */
    int clientPort() {
        return clients.socket().getLocalPort();
    }

    /** Where the broker talks to its own controller. */
    InetSocketAddress controllerAddress() {
        return (InetSocketAddress) controller.socket().getLocalSocketAddress();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel socket = listener.equals(KafkaProperties.CONTROLLER_LISTENER) ? controller : clients;
        if (socket.socket().getLocalPort() != address.getPort() || !socket.isOpen()) {
            throw new IOException("listener " + listener + " asks for " + address + ": no open socket is kept for it");
        }
        socket.configureBlocking(false);
        return socket;
    }

    @Override
    public void close() {
        close(clients);
        close(controller);
    }

    private static ServerSocketChannel bind(int port) throws BrokerStartException {
        try {
            return bound(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
        } catch (IOException e) {
            if (port == 0) {
                throw new BrokerStartException("no free port on 127.0.0.1: " + e.getMessage(), e);
            }
            throw new BrokerStartException(
                    "port " + port + " on 127.0.0.1 cannot be used (" + e.getMessage()
                            + "): choose another, or 0 for any free port",
                    e);
        }
    }

    private static ServerSocketChannel bound(InetSocketAddress address) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            return socket.bind(address);
        } catch (IOException e) {
            close(socket);
            throw e;
        }
    }

    private static void close(ServerSocketChannel socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.warn("cannot close {}", socket, e);
        }
    }
}
