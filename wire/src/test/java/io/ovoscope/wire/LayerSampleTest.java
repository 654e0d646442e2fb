package io.ovoscope.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sample that cannot be compared with is refused where it is read. */
class LayerSampleTest {
    private static LayerSample read(Tensor rows, Map<String, String> changed) {
        Safetensors file = Safetensors.read(ByteBuffer.wrap(GoldenFiles.sample().write()));
        Map<String, String> metadata = new TreeMap<>(file.metadata());
        metadata.putAll(changed);
        return LayerSample.read(ByteBuffer.wrap(new Safetensors(Map.of("rows", rows), metadata).write()));
    }

    private static Tensor rows() {
        return LayerSample.tensor(new float[] {1, 2}, 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            attempt; 0; attempt 0: expecting attempt >= 1
            part; 2; part 2: expecting 0 <= part <= 1
            parts; 0; parts 0: expecting 1 <= parts <= 10000
            parts; 2000000000; parts 2000000000: expecting 1 <= parts <= 10000
            step; -1; metadata 'step' is -1
            layer; x; metadata 'layer' is 'x': expecting a whole number
            role; last; role 'last' of a sample: expecting first or previous
            schema; ovoscope.sample/2; ovoscope.sample/2
            """)
    void wrongFieldIsNamed(String field, String value, String expected) {
        assertThatThrownBy(() -> read(rows(), Map.of(field, value)))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void whatIsKnownOfTheWholeLayerReadsBack() {
        for (LayerSample.Whole whole : new LayerSample.Whole[] {
            new LayerSample.Whole(-1, null),
            new LayerSample.Whole(7, true),
            new LayerSample.Whole(Long.MIN_VALUE, false)
        }) {
            LayerSample sample = new LayerSample("r", 1, 1, 128, "set", LayerSample.Role.PREVIOUS, 0, 1, whole, rows());
            assertThat(LayerSample.read(ByteBuffer.wrap(sample.write())).whole())
                    .isEqualTo(whole);
        }
        assertThat(GoldenFiles.sample().whole()).isNull();
        assertThatThrownBy(() -> read(rows(), Map.of("layerHash", "xyz")))
                .hasMessageContaining("metadata 'layerHash' is 'xyz': expecting up to 16 hexadecimal digits");
    }

    @Test
    void rowsWithoutExtentOrOfAnotherTypeAreRefused() {
        assertThatThrownBy(() -> read(Tensor.ofFloats(new float[0], List.of(0L, 2L)), Map.of()))
                .hasMessage("number of rows 0: expecting number of rows >= 1");
        assertThatThrownBy(() -> read(Tensor.ofFloats(new float[0], List.of(2L, 0L)), Map.of()))
                .hasMessageStartingWith("width 0: expecting 1 <= width");
        assertThatThrownBy(() -> read(Tensor.ofFloats(new float[2], List.of(2L)), Map.of()))
                .hasMessageContaining("has shape [2]: expecting [any, any]");
        assertThatThrownBy(() -> read(Tensor.ofInts(new int[2], List.of(1L, 2L)), Map.of()))
                .hasMessageContaining("'rows' is I32: expecting F32");
    }
}
