package io.ovoscope.agent.activation;

import java.util.Collection;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Activations outside of the Java heap; closing frees them at once, where the garbage collector would first wait for the off-heap
 * limit and then stop training for a collection.
 *
 * @param wanted one per layer asked for
 * @param all those and what came up on the way
 */
record Activations(List<INDArray> wanted, Collection<INDArray> all) implements AutoCloseable {
    @Override
    public void close() {
        for (INDArray array : all) {
            if (array.closeable()) {
                array.close();
            }
        }
    }
}
