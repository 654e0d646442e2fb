package io.ovoscope.agent.replay;

import io.ovoscope.agent.TinyNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.optimize.listeners.CheckpointListener;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Training under DL4J's own listener.
 *
 * @param parameters what they were after so many updates, by a count of our own
 */
@SuppressWarnings("ArrayRecordComponent")
record TrainedWithListener(Map<Long, float[]> parameters) {
    static final int BATCHES_PER_EPOCH = 6;

    static TrainedWithListener over(Path directory, int epochs, CheckpointListener.Builder how) throws IOException {
        Files.createDirectories(directory);
        MultiLayerNetwork network = TinyNetworks.stack();
        Map<Long, float[]> parameters = new HashMap<>();
        parameters.put(0L, network.params().toFloatVector());
        network.setListeners(List.<TrainingListener>of(how.build(), new Counting(network, parameters)));
        List<DataSet> batches = TinyNetworks.batches(BATCHES_PER_EPOCH);
        network.fit(new ListDataSetIterator<>(batches, 1), epochs);
        return new TrainedWithListener(parameters);
    }

    private static final class Counting extends BaseTrainingListener {
        private final MultiLayerNetwork network;
        private final Map<Long, float[]> parameters;

        Counting(MultiLayerNetwork network, Map<Long, float[]> parameters) {
            this.network = network;
            this.parameters = parameters;
        }

        @Override
        public void iterationDone(org.deeplearning4j.nn.api.Model model, int iteration, int epoch) {
            parameters.put((long) parameters.size(), network.params().toFloatVector());
        }
    }
}
