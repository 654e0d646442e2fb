package io.ovoscope.collector.score;

import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/**
 * Which layers live in a partition of the activations. Layer 0 is copied to every partition and scored at home only.
 *
 * @param partition number of the partition
 * @param partitions how many the topic has
 */
record Placement(int partition, int partitions) {
    /** Where Kafka's default partitioner puts a layer. */
    static int home(String run, int layer, int partitions) {
        byte[] key = RecordKey.layer(run, layer).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    boolean isHome(String run, int layer) {
        return home(run, layer, partitions) == partition;
    }

    /** Whether what comes of the layer is scored here; a layer other than 0 is where its trainer has put it. */
    boolean isScoredHere(String run, int layer) {
        return layer != 0 || isHome(run, 0);
    }

    /** The layers besides layer 0 that live here. */
    List<Integer> others(RunManifest manifest) {
        return IntStream.range(1, manifest.layers().size())
                .filter(layer -> isHome(manifest.run(), layer))
                .boxed()
                .toList();
    }
}
