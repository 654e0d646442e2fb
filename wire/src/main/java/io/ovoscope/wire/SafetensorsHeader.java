package io.ovoscope.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The header of a safetensors file, checked as what comes from strangers is checked: before anything is allocated from it. */
record SafetensorsHeader(Map<String, Slot> slots, Map<String, String> metadata) {
    /** The reference implementation's cap, 100 MB, is far above what a record of a topic can hold; ours is 1 MiB. */
    static final int MAX_HEADER_BYTES = 1 << 20;

    private static final String METADATA = "__metadata__";

    /** Where a tensor lies, in bytes after the header. */
    record Slot(DType dtype, List<Long> shape, long begin, long end) {}

    static SafetensorsHeader of(Safetensors file) {
        Map<String, Slot> slots = new LinkedHashMap<>();
        long begin = 0;
        for (Map.Entry<String, Tensor> entry : file.tensors().entrySet()) {
            Tensor tensor = entry.getValue();
            long end = begin + tensor.data().remaining();
            slots.put(entry.getKey(), new Slot(tensor.dtype(), tensor.shape(), begin, end));
            begin = end;
        }
        return new SafetensorsHeader(slots, file.metadata());
    }

    /** Length and JSON, padded with spaces so that the data begin at a multiple of 8 bytes. */
    byte[] write() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ObjectNode texts = root.putObject(METADATA);
        metadata.forEach(texts::put);
        slots.forEach((name, slot) -> {
            ObjectNode node = root.putObject(name);
            node.put("dtype", slot.dtype().name());
            ArrayNode shape = node.putArray("shape");
            slot.shape().forEach(shape::add);
            node.putArray("data_offsets").add(slot.begin()).add(slot.end());
        });
        byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer bytes = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(padded).put(json);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.array();
    }

    /** Reads the header and leaves the buffer at the first byte of data. */
    static SafetensorsHeader read(ByteBuffer file) {
        if (file.remaining() < 8) {
            throw new WireFormatException(
                    "safetensors of " + file.remaining() + " bytes: expecting at least the 8 of the header length");
        }
        long length = file.getLong();
        if (length < 0 || length > Math.min(file.remaining(), MAX_HEADER_BYTES)) {
            throw new WireFormatException(
                    "safetensors header length " + Long.toUnsignedString(length) + ": expecting at most "
                            + Math.min(file.remaining(), MAX_HEADER_BYTES) + " (the bytes there are, and 1 MiB)");
        }
        byte[] json = new byte[(int) length];
        file.get(json);
        JsonNode root = parse(json);
        Map<String, Slot> slots = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        root.properties().forEach(field -> {
            if (field.getKey().equals(METADATA)) {
                readMetadata(field.getValue(), metadata);
            } else {
                slots.put(field.getKey(), readSlot(field.getKey(), field.getValue()));
            }
        });
        return new SafetensorsHeader(slots, metadata);
    }

    /** Cuts the tensors out of the data, which they must fill exactly, one after the other. */
    Safetensors open(ByteBuffer file) {
        int base = file.position();
        List<Map.Entry<String, Slot>> ordered = new ArrayList<>(slots.entrySet());
        ordered.sort((a, b) -> {
            int byBegin = Long.compare(a.getValue().begin(), b.getValue().begin());
            return byBegin != 0
                    ? byBegin
                    : Long.compare(a.getValue().end(), b.getValue().end());
        });
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        long expected = 0;
        for (Map.Entry<String, Slot> entry : ordered) {
            tensors.put(entry.getKey(), cut(file, base, entry.getKey(), entry.getValue(), expected));
            expected = entry.getValue().end();
        }
        if (expected != file.remaining()) {
            throw new WireFormatException(
                    "safetensors data of " + file.remaining() + " bytes: the header accounts for " + expected);
        }
        return new Safetensors(tensors, metadata);
    }

    private static Tensor cut(ByteBuffer file, int base, String name, Slot slot, long expected) {
        if (slot.begin() != expected || slot.end() < slot.begin() || slot.end() > file.remaining()) {
            throw new WireFormatException("tensor '" + name + "' lies at [" + slot.begin() + ", " + slot.end()
                    + "): expecting it to begin at " + expected + " and to end by " + file.remaining());
        }
        long wanted = Tensor.byteCount(name, slot.dtype(), slot.shape());
        if (wanted != slot.end() - slot.begin()) {
            throw new WireFormatException("tensor '" + name + "' " + slot.dtype() + slot.shape() + " lies in "
                    + (slot.end() - slot.begin()) + " bytes: expecting " + wanted);
        }
        return new Tensor(slot.dtype(), slot.shape(), file.slice(base + (int) slot.begin(), (int) wanted));
    }

    private static JsonNode parse(byte[] json) {
        try {
            JsonNode root = Json.MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
            if (root == null || !root.isObject()) {
                throw new WireFormatException("safetensors header is no JSON object");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new WireFormatException("safetensors header is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void readMetadata(JsonNode node, Map<String, String> metadata) {
        node.properties().forEach(field -> {
            if (!field.getValue().isTextual()) {
                throw new WireFormatException(
                        "metadata '" + field.getKey() + "' is " + field.getValue() + ": expecting a string");
            }
            metadata.put(field.getKey(), field.getValue().asText());
        });
    }

    private static Slot readSlot(String name, JsonNode node) {
        JsonNode shape = node.path("shape");
        JsonNode offsets = node.path("data_offsets");
        if (!node.path("dtype").isTextual() || !shape.isArray() || !offsets.isArray() || offsets.size() != 2) {
            throw new WireFormatException(
                    "tensor '" + name + "' is " + node + ": expecting a dtype, a shape and two data_offsets");
        }
        List<Long> extents = new ArrayList<>();
        shape.forEach(extent -> extents.add(whole(name, extent)));
        return new Slot(
                DType.named(name, node.path("dtype").asText()),
                List.copyOf(extents),
                whole(name, offsets.get(0)),
                whole(name, offsets.get(1)));
    }

    private static long whole(String name, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0) {
            throw new WireFormatException(
                    "tensor '" + name + "': " + node + " in shape or data_offsets: expecting a whole number >= 0");
        }
        return node.asLong();
    }
}
