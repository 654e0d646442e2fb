package io.ovoscope.launcher.broker;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Kafka's broker and controller in one node, put together as {@link KafkaRaftServer} does, but with sockets that are open
 * already, for which that class has no place.
 */
final class KafkaNode {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);

    private final ControllerServer controller;
    private final BrokerServer broker;

    private KafkaNode(ControllerServer controller, BrokerServer broker) {
        this.controller = controller;
        this.broker = broker;
    }

    /** Starts both and returns when clients are served; if that fails, both are stopped. */
    static KafkaNode start(KafkaConfig config, LoopbackSockets sockets) {
        KafkaNode node = assembled(config, sockets);
        boolean started = false;
        try {
            node.controller.startup();
            node.broker.startup();
            started = true;
            return node;
        } finally {
            if (!started) {
                node.stop();
            }
        }
    }

    private static KafkaNode assembled(KafkaConfig config, LoopbackSockets sockets) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directory =
                KafkaRaftServer.initializeLogDirs(config, LOG, "");
        String cluster = directory._1().clusterId().orElseThrow();
        Map<Integer, InetSocketAddress> quorum = Map.of(KafkaProperties.NODE_ID, sockets.controllerAddress());
        SharedServer shared = new SharedServer(
                config,
                directory._1(),
                Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, cluster),
                CompletableFuture.completedFuture(quorum),
                List.of(),
                new StandardFaultHandlerFactory(),
                sockets);
        BrokerServer broker = new BrokerServer(shared);
        return new KafkaNode(new ControllerServer(shared, KafkaRaftServer.configSchema(), directory._2()), broker);
    }

    /** Stops both: the broker first, because it takes its leave of the controller. */
    void stop() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
