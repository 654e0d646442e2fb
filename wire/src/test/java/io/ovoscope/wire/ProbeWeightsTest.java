package io.ovoscope.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What would spoil a layer's scores for good is refused where it is read. */
class ProbeWeightsTest {
    @ParameterizedTest
    @CsvSource({
        "l2, NaN",
        "l2, 0",
        "l2, -1",
        "l2, Infinity",
        "untrained, NaN",
        "untrained, -0.1",
        "untrained, 1.1",
        "attempt, 0"
    })
    void aNumberThatCannotBeIsRefusedByName(String field, String value) {
        Safetensors file = Safetensors.read(ByteBuffer.wrap(GoldenFiles.probe().write()));
        Map<String, String> metadata = new TreeMap<>(file.metadata());
        metadata.put(field, value);
        ByteBuffer bytes = ByteBuffer.wrap(new Safetensors(file.tensors(), metadata).write());
        assertThatThrownBy(() -> ProbeWeights.read(bytes))
                .isInstanceOf(WireFormatException.class)
                .hasMessageStartingWith(field + " ");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void weightsThatAreNoNumbersAreRefused(float bad) {
        Tensor weights = ProbeWeights.tensor(new float[] {1, 2, 3, bad}, 2, 1);
        ByteBuffer bytes = ByteBuffer.wrap(with(weights).write());
        assertThatThrownBy(() -> ProbeWeights.read(bytes)).hasMessageContaining("'controlWeights' holds " + bad);
    }

    @Test
    void weightsOfAnotherTypeAreRefused() {
        Tensor weights = Tensor.ofInts(new int[] {1, 2, 3, 4}, List.of(2L, 2L));
        assertThatThrownBy(() -> with(weights)).hasMessageContaining("'weights' is I32: expecting F32");
    }

    private static ProbeWeights with(Tensor weights) {
        return new ProbeWeights(
                "r",
                1,
                "UPOS",
                0,
                4,
                "abc",
                2,
                1,
                1.0,
                OptionalDouble.empty(),
                3,
                Optional.empty(),
                Optional.of(weights));
    }
}
