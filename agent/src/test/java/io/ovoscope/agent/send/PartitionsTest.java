package io.ovoscope.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.RunManifest;
import org.junit.jupiter.api.Test;

class PartitionsTest {
    @Test
    void layerZeroIsEverywhereAndItsHomeFirst() {
        Partitions four = new Partitions(4);
        assertThat(four.of("r7", 0)).containsExactlyInAnyOrder(0, 1, 2, 3).startsWith(four.home("r7", 0));
        assertThat(four.of("r7", 1)).containsExactly(four.home("r7", 1));
        assertThat(new Partitions(1).of("r7", 0)).containsExactly(0);
    }

    @Test
    void sizeOfASnapshotIsThatOfItsFullestPartition() {
        RunManifest manifest = RunRegisterTest.manifest(1, 0, "a");
        // One layer of 8 floats: layer 0, which is in every partition.
        assertThat(TopicCheck.largestShare(manifest, 1000, new Partitions(4))).isEqualTo(32_000);
        assertThat(TopicCheck.largestShare(manifest, 1000, new Partitions(1))).isEqualTo(32_000);
    }
}
