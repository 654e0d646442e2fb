package io.ovoscope.agent.send;

import io.ovoscope.wire.RecordKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/**
 * Where a layer lives: where Kafka's default partitioner puts its key. Layer 0 is in every partition besides, because figures
 * conditional on it need it beside each layer.
 *
 * @param count partitions of the activations topic
 */
record Partitions(int count) {
    /** Where everything of a run is in the curves topic, so that one reader sees it all. */
    static int ofCurves(String run, int count) {
        return Utils.toPositive(Utils.murmur2(RecordKey.run(run).getBytes(StandardCharsets.UTF_8))) % count;
    }

    int home(String run, int layer) {
        byte[] key = RecordKey.layer(run, layer).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % count;
    }

    /** All partitions that a layer is sent to, its home first. */
    List<Integer> of(String run, int layer) {
        int home = home(run, layer);
        if (layer != 0) {
            return List.of(home);
        }
        return IntStream.concat(IntStream.of(home), IntStream.range(0, count).filter(p -> p != home))
                .boxed()
                .toList();
    }
}
