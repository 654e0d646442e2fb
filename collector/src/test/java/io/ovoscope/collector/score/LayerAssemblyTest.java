package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.WireFormatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerAssemblyTest {
    private final float[] values = Examples.values(1, 3);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void partsShuffledAndDoubledGiveTheSameLayer(long seed) {
        Random random = new Random(seed);
        int rowsPerPart = 1 + random.nextInt(Examples.ROWS);
        List<ActivationPart> parts = Examples.parts(Examples.header(1, 1, 3), values, rowsPerPart);
        List<ActivationPart> sent = new ArrayList<>(parts);
        for (int i = 0; i < parts.size(); i += 2) {
            sent.add(parts.get(i));
        }
        Collections.shuffle(sent, random);

        LayerAssembly assembly = new LayerAssembly(sent.get(0), PartCopying.atOnce(), Instant.EPOCH);
        int fresh = 0;
        for (ActivationPart part : sent) {
            fresh += assembly.add(part, fresh, Instant.EPOCH) ? 1 : 0;
        }

        assertThat(fresh).isEqualTo(parts.size());
        assertThat(assembly.offsets()).hasSize(parts.size());
        assertThat(assembly.isWhole()).isTrue();
        assertThat(assembly.values()).isEqualTo(values);
    }

    @Test
    void layerIsNotWholeWhileARowIsMissing() {
        List<ActivationPart> parts = Examples.parts(Examples.header(1, 1, 3), values, 1);
        LayerAssembly assembly = new LayerAssembly(parts.get(0), PartCopying.atOnce(), Instant.EPOCH);
        for (ActivationPart part : parts.subList(0, Examples.ROWS - 1)) {
            assembly.add(part, 0, Instant.EPOCH);
            assertThat(assembly.isWhole()).isFalse();
        }
        assembly.add(parts.get(Examples.ROWS - 1), 0, Instant.EPOCH);
        assertThat(assembly.isWhole()).isTrue();
    }

    @Test
    void disagreeingPartIsRefusedAndChangesNothing() {
        LayerAssembly assembly = new LayerAssembly(Examples.parts(1, 3).get(0), PartCopying.atOnce(), Instant.EPOCH);
        assembly.add(Examples.parts(1, 3).get(0), 0, Instant.EPOCH);
        ActivationPart.Header later = new ActivationPart.Header(
                "r", 1, 3, 1, "l1", Instant.EPOCH, Examples.ROWS, Examples.PROBE_SET.fingerprint(), 2.5);
        ActivationPart otherTime = Examples.parts(later, values, Examples.ROWS).get(0);
        ActivationPart wider =
                ActivationPart.of(Examples.header(1, 1, 3), new float[5 * Examples.ROWS], 5, 300, 1, FloatEncoding.F32);

        assertThatThrownBy(() -> assembly.add(otherTime, 1, Instant.EPOCH))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("earlier parts of the layer say");
        assertThatThrownBy(() -> assembly.add(wider, 1, Instant.EPOCH))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("part of width 5")
                .hasMessageContaining("width 4");
        assertThat(assembly.rowCount()).isEqualTo(Examples.ROWS / 3);
    }

    @Test
    void partsAreCopiedBesideTheThreadThatReads() {
        float[] values = Examples.values(1, 3);
        List<ActivationPart> parts = Examples.parts(Examples.header(1, 1, 3), values, 1);
        try (PartCopying copying = new PartCopying()) {
            LayerAssembly assembly = new LayerAssembly(parts.get(0), copying::after, Instant.EPOCH);
            parts.forEach(part -> assembly.add(part, part.firstRow(), Instant.EPOCH));

            assertThat(assembly.isWhole()).isTrue();
            assertThat(assembly.values()).isEqualTo(values);
        }
    }

    @Test
    void anErrorOfCopyingIsThatOfTheLayer() {
        List<ActivationPart> parts = Examples.parts(1, 3);
        LayerAssembly assembly = new LayerAssembly(
                parts.get(0),
                (before, copy) -> CompletableFuture.failedFuture(new OutOfMemoryError("told to fail")),
                Instant.EPOCH);
        parts.forEach(part -> assembly.add(part, part.firstRow(), Instant.EPOCH));

        assertThatThrownBy(assembly::values).isInstanceOf(OutOfMemoryError.class);
    }
}
