package io.ovoscope.wire;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Element types of the safetensors format, with their size in bytes. */
public enum DType {
    BOOL(1),
    U8(1),
    I8(1),
    I16(2),
    U16(2),
    F16(2),
    BF16(2),
    I32(4),
    U32(4),
    F32(4),
    I64(8),
    U64(8),
    F64(8);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /** The type of this name, as it stands in a safetensors header. */
    static DType named(String tensor, String name) {
        for (DType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        String known = Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
        throw new WireFormatException(
                "tensor '" + tensor + "': unknown dtype '" + name + "': expecting one of " + known);
    }
}
