package io.ovoscope.wire;

import java.nio.ByteBuffer;

/**
 * How a float travels: whole ({@code F32}), IEEE 754 half ({@code F16}) or truncated to bfloat16 ({@code BF16}), little-endian,
 * rounded to nearest even. Values beyond the half range become infinities, as IEEE 754 says.
 */
public enum FloatEncoding {
    F32(DType.F32, Float.POSITIVE_INFINITY) {
        @Override
        public void encode(float[] from, int offset, int count, ByteBuffer to) {
            to.asFloatBuffer().put(from, offset, count);
            to.position(to.position() + count * Float.BYTES);
        }

        @Override
        public void decode(ByteBuffer from, float[] to, int offset, int count) {
            from.asFloatBuffer().get(to, offset, count);
        }
    },
    F16(DType.F16, 65520f) {
        @Override
        public void encode(float[] from, int offset, int count, ByteBuffer to) {
            for (int i = 0; i < count; i++) {
                to.putShort(toHalf(from[offset + i]));
            }
        }

        @Override
        public void decode(ByteBuffer from, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = fromHalf(from.getShort());
            }
        }
    },
    /** Half of the last kept bit above the largest value. */
    BF16(DType.BF16, 0x1.ffp127f) {
        @Override
        public void encode(float[] from, int offset, int count, ByteBuffer to) {
            for (int i = 0; i < count; i++) {
                to.putShort(toBrain(from[offset + i]));
            }
        }

        @Override
        public void decode(ByteBuffer from, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = Float.intBitsToFloat(from.getShort() << 16);
            }
        }
    };

    private final DType dtype;
    private final float saturation;

    FloatEncoding(DType dtype, float saturation) {
        this.dtype = dtype;
        this.saturation = saturation;
    }

    /** Least magnitude that travels as an infinity. */
    public float saturation() {
        return saturation;
    }

    public DType dtype() {
        return dtype;
    }

    /** Writes {@code count} floats at the buffer's position and moves it on; the buffer is little-endian. */
    public abstract void encode(float[] from, int offset, int count, ByteBuffer to);

    /** Reads {@code count} floats from the buffer's position; the buffer is little-endian. */
    public abstract void decode(ByteBuffer from, float[] to, int offset, int count);

    /** The encoding of a tensor that must hold floats. */
    static FloatEncoding of(String tensor, DType dtype) {
        for (FloatEncoding encoding : values()) {
            if (encoding.dtype == dtype) {
                return encoding;
            }
        }
        throw new WireFormatException("tensor '" + tensor + "' is " + dtype + ": expecting F32, F16 or BF16");
    }

    /** Truncating the low 16 bits, after adding half of the last kept bit (ties to even); NaN stays NaN. */
    static short toBrain(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }

    /** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
    static short toHalf(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= F16.saturation) {
            return (short) (sign | 0x7c00);
        }
        // Below the smallest normal half the spacing is 2^-24; above it, 2^(exponent-10): rounding there is rint.
        int exponent = Math.max(Math.getExponent(magnitude), -14);
        int scaled = (int) Math.rint(Math.scalb((double) magnitude, 10 - exponent));
        return (short) (sign | (((exponent + 14) << 10) + scaled));
    }

    static float fromHalf(short half) {
        int exponent = (half >>> 10) & 0x1f;
        int fraction = half & 0x3ff;
        float magnitude;
        if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, -24);
        } else {
            magnitude = Math.scalb(1024f + fraction, exponent - 25);
        }
        return half < 0 ? -magnitude : magnitude;
    }
}
