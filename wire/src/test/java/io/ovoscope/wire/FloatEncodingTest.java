package io.ovoscope.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class FloatEncodingTest {
    private static float roundTrip(FloatEncoding encoding, float value) {
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        encoding.encode(new float[] {value}, 0, 1, bytes);
        float[] back = new float[1];
        encoding.decode(bytes.flip(), back, 0, 1);
        return back[0];
    }

    @Test
    void everyHalfDecodesAndEncodesToItself() {
        for (int half = Short.MIN_VALUE; half <= Short.MAX_VALUE; half++) {
            float value = FloatEncoding.fromHalf((short) half);
            if (!Float.isNaN(value)) {
                assertThat(FloatEncoding.toHalf(value))
                        .as("half %04x", half & 0xffff)
                        .isEqualTo((short) half);
            }
        }
    }

    /** Values from IEEE 754-2019, table of binary16. */
    @Test
    void halvesHaveTheirPublishedValues() {
        assertThat(FloatEncoding.fromHalf((short) 0x3c00)).isEqualTo(1f);
        assertThat(FloatEncoding.fromHalf((short) 0x7bff)).isEqualTo(65504f);
        assertThat(FloatEncoding.fromHalf((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(FloatEncoding.fromHalf((short) 0x0400)).isEqualTo(0x1p-14f);
        assertThat(FloatEncoding.fromHalf((short) 0xc000)).isEqualTo(-2f);
    }

    @Test
    void halvesRoundToNearestEvenAndOverflowToInfinity() {
        assertThat(roundTrip(FloatEncoding.F16, 1 + 0x1p-11f)).isEqualTo(1f);
        assertThat(roundTrip(FloatEncoding.F16, 1 + 0x3p-11f)).isEqualTo(1 + 0x1p-9f);
        assertThat(roundTrip(FloatEncoding.F16, 2047.9f)).isEqualTo(2048f);
        assertThat(roundTrip(FloatEncoding.F16, 65519f)).isEqualTo(65504f);
        assertThat(roundTrip(FloatEncoding.F16, 65520f)).isInfinite();
        assertThat(roundTrip(FloatEncoding.F16, 0x1p-26f)).isZero();
        assertThat(roundTrip(FloatEncoding.F16, Float.NaN)).isNaN();
    }

    @Test
    void brainFloatsRoundToNearestEvenAndKeepTheRange() {
        assertThat(roundTrip(FloatEncoding.BF16, 1 + 0x1p-8f)).isEqualTo(1f);
        assertThat(roundTrip(FloatEncoding.BF16, 1 + 0x3p-8f)).isEqualTo(1 + 0x1p-6f);
        assertThat(roundTrip(FloatEncoding.BF16, 1e38f)).isCloseTo(1e38f, org.assertj.core.data.Offset.offset(4e35f));
        assertThat(roundTrip(FloatEncoding.BF16, Float.NEGATIVE_INFINITY)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(roundTrip(FloatEncoding.BF16, Float.intBitsToFloat(0x7f800001)))
                .isNaN();
    }

    @Test
    void wholeFloatsKeepEveryBit() {
        assertThat(Float.floatToRawIntBits(roundTrip(FloatEncoding.F32, -1.2345678e-30f)))
                .isEqualTo(Float.floatToRawIntBits(-1.2345678e-30f));
    }
}
