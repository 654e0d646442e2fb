package io.ovoscope.agent.checkpoint;

import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.wire.CheckpointsKept;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** A process that keeps checkpoints until it is killed. Every parameter of step s is s; it prints each step when it has told of it. */
public final class EndlessWriter {
    private static final int WIDTH = 700;

    private EndlessWriter() {}

    static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new OutputLayer.Builder().nIn(WIDTH).nOut(WIDTH).build())
                .build());
        network.init();
        return network;
    }

    /** Arguments: the directory, and the step after which to begin. */
    public static void main(String[] arguments) {
        MultiLayerNetwork network = network();
        Instant now = Instant.now();
        long step = Long.parseLong(arguments[1]);
        CheckpointStore store = new CheckpointStore(
                StoreFixture.settings(Path.of(arguments[0])).withMaxCheckpoints(5, 2),
                StoreFixture.manifest("killed", now, step),
                new MonitoredMultiLayer(network).configuration(),
                new CheckpointCounters(),
                new CheckpointStore.Outside(
                        () -> 0, EndlessWriter::print, Clock.systemUTC(), System::nanoTime, UnaryOperator.identity()));
        while (true) {
            step++;
            network.params().assign(step);
            store.keep(step, Instant.now(), Double.NaN, new Draft(0, null, false), network.params());
        }
    }

    private static void print(CheckpointsKept list) {
        System.out.println("TOLD " + list.step());
        System.out.flush();
    }
}
