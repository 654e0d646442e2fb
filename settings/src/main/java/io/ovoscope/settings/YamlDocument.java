package io.ovoscope.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A YAML document that remembers where everything stands.
 *
 * @param root an object; empty for an empty document
 * @param lines line number by path, for example {@code kafka.topicPrefix}
 */
record YamlDocument(ObjectNode root, Map<String, Integer> lines) {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Parses text; a {@link IOException} of Jackson's names line and column. */
    static YamlDocument parse(String text) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = YAML.createParser(text)) {
            if (parser.nextToken() == null || parser.currentToken() == JsonToken.VALUE_NULL) {
                return new YamlDocument(JsonNodeFactory.instance.objectNode(), lines);
            }
            JsonNode root = node(parser, "", lines);
            if (!(root instanceof ObjectNode object)) {
                throw new IOException("expecting 'key: value' lines, found " + root);
            }
            return new YamlDocument(object, lines);
        }
    }

    /** The line of a path, or of the nearest section around it. */
    int line(String path) {
        Integer line = lines.get(path);
        if (line != null) {
            return line;
        }
        int dot = path.lastIndexOf('.');
        return dot < 0 ? 1 : line(path.substring(0, dot));
    }

    private static JsonNode node(JsonParser parser, String path, Map<String, Integer> lines) throws IOException {
        lines.putIfAbsent(path, parser.currentTokenLocation().getLineNr());
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path, lines);
            case START_ARRAY -> array(parser, path, lines);
            case VALUE_NUMBER_INT -> JsonNodeFactory.instance.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> JsonNodeFactory.instance.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
            default ->
                isNothing(parser)
                        ? JsonNodeFactory.instance.nullNode()
                        : JsonNodeFactory.instance.textNode(text(parser));
        };
    }

    /** Whether nothing stands there, not even quotation marks. */
    private static boolean isNothing(JsonParser parser) throws IOException {
        JsonLocation start = parser.currentTokenLocation();
        JsonLocation end = parser.currentLocation();
        return text(parser).isEmpty()
                && start.getLineNr() == end.getLineNr()
                && start.getColumnNr() == end.getColumnNr();
    }

    private static String text(JsonParser parser) throws IOException {
        @Nullable String text = parser.getText();
        return text == null ? "" : text;
    }

    private static ObjectNode object(JsonParser parser, String path, Map<String, Integer> lines) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String child = path.isEmpty() ? name : path + "." + name;
            lines.put(child, parser.currentTokenLocation().getLineNr());
            parser.nextToken();
            object.set(name, node(parser, child, lines));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser, String path, Map<String, Integer> lines) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(node(parser, path, lines));
        }
        return array;
    }
}
