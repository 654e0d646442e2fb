package io.ovoscope.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveRecordTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    static CurvePoint point() {
        BitSet correct = BitSet.valueOf(new long[] {0b1011});
        return new CurvePoint(
                "my run/1 %",
                1,
                "UPOS",
                Level.MORPHOLOGY,
                LabelSource.SILVER,
                2,
                "block2",
                128,
                NOON,
                3.5,
                Baseline.UNTRAINED,
                new Evidence.Items("set", 4, correct, null),
                new Figures(Map.of(Figure.ACCURACY, 0.75, Figure.N, 4.0)),
                new Provenance("abc", "whitened", 1.0, 12, 1e-6, true, false, 7, "0.1.0"),
                false,
                List.of());
    }

    @Test
    void pointReadsBackAsItWasWritten() {
        assertThat(CurveRecord.read(point().write())).isEqualTo(point());
        assertThat(point().key()).isEqualTo("my run%2F1 %25/UPOS/2/128");
        assertThat(RecordKey.parts(point().key())).containsExactly("my run/1 %", "UPOS", "2", "128");
    }

    @Test
    void whatTheRowsWereMadeWithReadsBackAndIsAbsentWhereItIsNotTold() throws Exception {
        Provenance told = new Provenance(
                "abc", "whitened", 1.0, 12, 1e-6, true, false, 7, "0.1.0", "1a2b3c4d", FloatEncoding.BF16, 1e-5, 500);
        String json = Json.MAPPER.writeValueAsString(told);
        assertThat(Json.MAPPER.readValue(json, Provenance.class)).isEqualTo(told);
        assertThat(new String(point().write(), StandardCharsets.UTF_8)).doesNotContain("encoder", "tolerance");
    }

    @Test
    void closedStepReadsBackAsItWasWritten() {
        StepClosed closed = new StepClosed("r", 1, 4, NOON, 32, 32, false);
        assertThat(CurveRecord.read(closed.write())).isEqualTo(closed);
    }

    @Test
    void findingReadsBackAsItWasWritten() {
        Finding finding = new Emergence(
                "r",
                1,
                "UPOS",
                Level.MORPHOLOGY,
                2,
                "block2",
                .5,
                64,
                128,
                null,
                null,
                NOON,
                .6,
                .8,
                512,
                .15,
                600,
                1000);
        assertThat(Finding.read(finding.write())).isEqualTo(finding);
    }

    @Test
    void fieldsAndFiguresOfANewerMinorVersionArePassedOver() {
        String json = new String(point().write(), StandardCharsets.UTF_8)
                .replace("ovoscope.curve/1", "ovoscope.curve/1.7")
                .replace("\"figures\":{", "\"novel\":[1],\"figures\":{\"novelty\":1.5,");
        assertThat(CurveRecord.read(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(point());
    }

    @Test
    void anotherMajorVersionIsRefusedByName() {
        byte[] json = new String(point().write(), StandardCharsets.UTF_8)
                .replace("ovoscope.curve/1", "ovoscope.curve/2")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> CurveRecord.read(json))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("ovoscope.curve/2")
                .hasMessageContaining("ovoscope.curve/1");
    }

    @Test
    void anImpossibleAccuracyIsRefusedWithItsValue() {
        byte[] json = new String(point().write(), StandardCharsets.UTF_8)
                .replace("\"accuracy\":0.75", "\"accuracy\":1.2")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> CurveRecord.read(json))
                .hasMessageContaining("accuracy 1.2: expecting 0.0 <= accuracy <= 1.0");
    }

    @Test
    void lossThatIsNoNumberIsRefused() {
        byte[] json = new String(point().write(), StandardCharsets.UTF_8)
                .replace("\"loss\":3.5", "\"loss\":\"NaN\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> CurveRecord.read(json)).hasMessageContaining("loss NaN: expecting a finite number");
    }

    @Test
    void layerProfileReadsBackAsItWasWritten() {
        assertThat(CurveRecord.read(GoldenFiles.layers().write())).isEqualTo(GoldenFiles.layers());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            "best":1,; "best":3,; best 3: expecting 0 <= best <= 2
            "bestLower":1; "bestLower":-1; bestLower -1: expecting 0 <= bestLower <= 2
            "bestUpper":2; "bestUpper":7; bestUpper 7: expecting 1 <= bestUpper <= 2
            "layers":3; "layers":4; layers 4: expecting 1 <= layers <= 3
            "bestAccuracy":0.75; "bestAccuracy":"NaN"; bestAccuracy NaN: expecting 0.0 <= bestAccuracy <= 1.0
            [0.0,0.75,0.25]; [0.0,1.75,0.25]; bestShare 1.75: expecting 0.0 <= bestShare <= 1.0
            [0.0,0.75,0.25]; [0.0,null,0.25]; a layer profile lacks a number of bestShare
            "centreOfGravity":1.25; "centreOfGravity":"Infinity"; centreOfGravity Infinity: expecting
            "centreLower":1.0; "centreLower":1.75; centreLower 1.75: expecting 0.0 <= centreLower <= 1.5
            "loss":2.5; "loss":"NaN"; loss NaN: expecting a finite number, or none
            "task":"UPOS"; "task":"~layers"; task '~layers': expecting a letter
            """)
    void profileThatCannotBeIsRefusedByItsField(String sound, String broken, String expected) {
        String json = new String(GoldenFiles.layers().write(), StandardCharsets.UTF_8);
        assertThat(json).contains(sound);
        assertThatThrownBy(() -> CurveRecord.read(json.replace(sound, broken).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining(expected);
    }
}
