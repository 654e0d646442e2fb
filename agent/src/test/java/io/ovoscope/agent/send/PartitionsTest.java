package io.ovoscope.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionsTest {
    @Test
    void layerZeroIsEverywhereAndItsHomeFirst() {
        Partitions four = new Partitions(4);
        assertThat(four.of("r7", 0)).containsExactlyInAnyOrder(0, 1, 2, 3).startsWith(four.home("r7", 0));
        assertThat(four.of("r7", 1)).containsExactly(four.home("r7", 1));
        assertThat(new Partitions(1).of("r7", 0)).containsExactly(0);
    }
}
