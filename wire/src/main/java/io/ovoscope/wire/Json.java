package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.BitSet;

/**
 * The JSON of the topics. Fields a reader does not know are passed over, so that a minor version may add some; a schema of
 * another major version is refused by name.
 */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(new BitSetWriter())
                    .addDeserializer(BitSet.class, new BitSetReader()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    /** Writes a record with its schema, for example {@code ovoscope.curve/1}, as the first field. */
    static byte[] write(Schema schema, Object value) {
        try {
            var node = MAPPER.createObjectNode().put("schema", schema.text());
            node.setAll((com.fasterxml.jackson.databind.node.ObjectNode) MAPPER.valueToTree(value));
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value, e);
        }
    }

    static <T> T read(Schema schema, byte[] bytes, Class<T> type) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node == null || !node.isObject()) {
                throw new WireFormatException(schema.text() + ": the record is no JSON object");
            }
            schema.require(node.path("schema").asText(""));
            return MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new WireFormatException(schema.text() + ": " + reason(e), e);
        } catch (IOException e) {
            throw new WireFormatException(schema.text() + ": unreadable", e);
        }
    }

    /** A record's own check, thrown inside Jackson, says more than Jackson's wrapping of it. */
    private static String reason(JsonProcessingException e) {
        Throwable cause = e.getCause();
        return cause != null && cause.getMessage() != null ? cause.getMessage() : e.getOriginalMessage();
    }

    /** Bits travel as the base64 of their little-endian bytes: bit i is {@code byte[i / 8] >> (i % 8) & 1}. */
    private static final class BitSetWriter extends StdSerializer<BitSet> {
        private static final long serialVersionUID = 1L;

        BitSetWriter() {
            super(BitSet.class);
        }

        @Override
        public void serialize(BitSet value, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeBinary(value.toByteArray());
        }
    }

    private static final class BitSetReader extends StdDeserializer<BitSet> {
        private static final long serialVersionUID = 1L;

        BitSetReader() {
            super(BitSet.class);
        }

        @Override
        public BitSet deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return BitSet.valueOf(from.getBinaryValue());
        }
    }
}
