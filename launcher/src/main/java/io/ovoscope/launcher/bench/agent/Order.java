package io.ovoscope.launcher.bench.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * What a process that trains is to do.
 *
 * @param rounds that count, beside one that warms up
 * @param bootstrapServers where the agent sends
 * @param scratch folder for checkpoints
 * @param result file for the {@link Measured}
 */
record Order(Size size, int rounds, List<Side> sides, String bootstrapServers, String scratch, String result) {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    Order {
        sides = List.copyOf(sides);
    }

    String text() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + this, e);
        }
    }

    static Order parse(String text) {
        try {
            return MAPPER.readValue(text, Order.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no order: " + text, e);
        }
    }
}
