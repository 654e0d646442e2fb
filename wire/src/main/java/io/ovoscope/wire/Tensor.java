package io.ovoscope.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * One array of a safetensors file: row-major, little-endian.
 *
 * @param dtype element type
 * @param shape extents, outermost first; empty for a scalar
 * @param data exactly {@code product(shape) * dtype.bytes()} bytes, read-only, little-endian
 */
public record Tensor(DType dtype, List<Long> shape, ByteBuffer data) {
    public Tensor {
        shape = List.copyOf(shape);
        long wanted = byteCount("tensor", dtype, shape);
        if (data.remaining() != wanted) {
            throw new WireFormatException(
                    "tensor " + dtype + shape + " holds " + data.remaining() + " bytes: expecting " + wanted);
        }
        data = data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A view of the bytes with a position of its own. */
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    public static Tensor ofInts(int... values) {
        return ofInts(values, List.of((long) values.length));
    }

    public static Tensor ofInts(int[] values, List<Long> shape) {
        ByteBuffer bytes = littleEndian(Math.multiplyExact(values.length, Integer.BYTES));
        bytes.asIntBuffer().put(values);
        return new Tensor(DType.I32, shape, bytes);
    }

    public static Tensor ofFloats(float[] values, List<Long> shape) {
        ByteBuffer bytes = littleEndian(Math.multiplyExact(values.length, Float.BYTES));
        bytes.asFloatBuffer().put(values);
        return new Tensor(DType.F32, shape, bytes);
    }

    /** Number of elements. */
    public int size() {
        return data.remaining() / dtype.bytes();
    }

    /** The elements of an {@code I32} tensor. */
    public int[] ints(String name) {
        require(name, DType.I32);
        int[] values = new int[size()];
        data().asIntBuffer().get(values);
        return values;
    }

    /** The elements of an {@code F32}, {@code F16} or {@code BF16} tensor. */
    public float[] floats(String name) {
        float[] values = new float[size()];
        FloatEncoding.of(name, dtype).decode(data(), values, 0, values.length);
        return values;
    }

    /** Requires a shape; an extent of −1 stands for any. */
    void requireShape(String name, long... wanted) {
        boolean fits = shape.size() == wanted.length;
        for (int i = 0; fits && i < wanted.length; i++) {
            fits = wanted[i] == -1 || wanted[i] == shape.get(i);
        }
        if (!fits) {
            String expected = Arrays.toString(wanted).replace("-1", "any");
            throw new WireFormatException("tensor '" + name + "' has shape " + shape + ": expecting " + expected);
        }
    }

    private void require(String name, DType wanted) {
        if (dtype != wanted) {
            throw new WireFormatException("tensor '" + name + "' is " + dtype + ": expecting " + wanted);
        }
    }

    /** Bytes that a tensor of this shape takes; refuses negative extents and products that do not fit a {@code long}. */
    static long byteCount(String name, DType dtype, List<Long> shape) {
        long bytes = dtype.bytes();
        for (long extent : shape) {
            if (extent < 0) {
                throw new WireFormatException("tensor '" + name + "' has shape " + shape + ": expecting extents >= 0");
            }
            try {
                bytes = Math.multiplyExact(bytes, extent);
            } catch (ArithmeticException e) {
                throw new WireFormatException(
                        "tensor '" + name + "' of shape " + shape + " is larger than any buffer", e);
            }
        }
        return bytes;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
