package io.ovoscope.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The content of a safetensors file: named tensors and string metadata. The layout is the public one
 * (huggingface/safetensors): 8-byte little-endian header length, JSON header, raw data; nothing of our own.
 *
 * @param tensors by name, in the order of their data
 * @param metadata the {@code __metadata__} of the header
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /** Checks and opens a file; the tensors are views of {@code bytes}, which must not change afterwards. */
    public static Safetensors read(ByteBuffer bytes) {
        ByteBuffer file = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        return SafetensorsHeader.read(file).open(file);
    }

    public byte[] write() {
        byte[] header = SafetensorsHeader.of(this).write();
        long size = header.length;
        for (Tensor tensor : tensors.values()) {
            size += tensor.data().remaining();
        }
        ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(size)).put(header);
        tensors.values().forEach(tensor -> file.put(tensor.data()));
        return file.array();
    }

    /** The tensor of this name, which must be there. */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new WireFormatException("no tensor '" + name + "': found " + tensors.keySet());
        }
        return tensor;
    }

    /** The metadata of this key, which must be there. */
    public String text(String key) {
        String value = metadata.get(key);
        if (value == null) {
            throw new WireFormatException("no metadata '" + key + "': found " + metadata.keySet());
        }
        return value;
    }

    /** A whole number within {@code [min, max]} among the metadata. */
    public long number(String key, long min, long max) {
        String text = text(key);
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new WireFormatException("metadata '" + key + "' is '" + text + "': expecting a whole number", e);
        }
        throw new WireFormatException("metadata '" + key + "' is " + text + ": expecting " + min + " to " + max);
    }

    /** A count or index among the metadata: 0 to 2³¹−1. */
    public int count(String key) {
        return (int) number(key, 0, Integer.MAX_VALUE);
    }
}
