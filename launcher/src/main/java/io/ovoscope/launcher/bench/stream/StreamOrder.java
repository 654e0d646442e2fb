package io.ovoscope.launcher.bench.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What the measuring process is to do.
 *
 * @param rounds that count, beside one that warms up
 * @param result file for the {@link StreamResult}
 */
record StreamOrder(Shape shape, int rounds, String bootstrapServers, String result) {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    String text() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + this, e);
        }
    }

    static StreamOrder parse(String text) {
        try {
            return MAPPER.readValue(text, StreamOrder.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no order: " + text, e);
        }
    }
}
