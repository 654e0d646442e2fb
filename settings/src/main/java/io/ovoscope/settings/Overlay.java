package io.ovoscope.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays what a user wrote over the defaults. A key that the defaults lack is a problem, unless the defaults are an empty object
 * there: such a section takes any key.
 */
final class Overlay {
    /** {@code ${NAME}} or {@code ${NAME:-otherwise}}. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private final Map<String, String> environment;
    private final BiConsumer<String, String> problem;

    /** Problems are reported as path and sentence. */
    Overlay(Map<String, String> environment, BiConsumer<String, String> problem) {
        this.environment = environment;
        this.problem = problem;
    }

    ObjectNode merge(ObjectNode defaults, ObjectNode user, String path) {
        ObjectNode merged = defaults.deepCopy();
        boolean anyKey = defaults.isEmpty() && !path.isEmpty();
        user.properties().forEach(field -> {
            String child = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (anyKey && field.getValue().isNull()) {
                problem.accept(child, "no value: expecting one");
            } else if (anyKey) {
                merged.set(field.getKey(), substitute(field.getValue(), child));
            } else if (defaults.has(field.getKey())) {
                merged.set(field.getKey(), mergeValue(defaults.get(field.getKey()), field.getValue(), child));
            } else {
                problem.accept(child, "unknown key '" + field.getKey() + "': expecting one of " + names(defaults));
            }
        });
        return merged;
    }

    /** A key with nothing behind it says nothing: its default stands. */
    private JsonNode mergeValue(JsonNode defaults, JsonNode user, String path) {
        if (user.isNull()) {
            return defaults;
        }
        if (defaults instanceof ObjectNode section) {
            if (user instanceof ObjectNode object) {
                return merge(section, object, path);
            }
            problem.accept(path, "'" + user.asText() + "': expecting a section of keys");
            return defaults;
        }
        JsonNode value = substitute(user, path);
        return defaults.isNumber() ? number(defaults, value, path) : scalar(defaults, value, path);
    }

    /** A number may come from the environment, as text. */
    private JsonNode number(JsonNode defaults, JsonNode value, String path) {
        boolean whole = defaults.isIntegralNumber();
        try {
            if (value.isNumber() || value.isTextual()) {
                return whole
                        ? JsonNodeFactory.instance.numberNode(Long.parseLong(value.asText()))
                        : JsonNodeFactory.instance.numberNode(Double.parseDouble(value.asText()));
            }
        } catch (NumberFormatException e) {
            problem.accept(path, "'" + value.asText() + "': expecting a " + (whole ? "whole number" : "number"));
            return defaults;
        }
        problem.accept(path, "'" + value + "': expecting a " + (whole ? "whole number" : "number"));
        return defaults;
    }

    private JsonNode scalar(JsonNode defaults, JsonNode value, String path) {
        if (defaults.isBoolean() && !value.isBoolean()) {
            if (value.asText().equals("true") || value.asText().equals("false")) {
                return JsonNodeFactory.instance.booleanNode(value.asText().equals("true"));
            }
            problem.accept(path, "'" + value.asText() + "': expecting true or false");
            return defaults;
        }
        if (defaults.isArray() != value.isArray() || value.isObject()) {
            problem.accept(path, "'" + value + "': expecting " + (defaults.isArray() ? "a list" : "one value"));
            return defaults;
        }
        boolean text = defaults.isTextual() && value.isValueNode();
        return text ? JsonNodeFactory.instance.textNode(value.asText()) : value;
    }

    private JsonNode substitute(JsonNode value, String path) {
        if (value instanceof ArrayNode list) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> items.add(substitute(item, path)));
            return items;
        }
        if (!value.isTextual()) {
            return value;
        }
        Matcher matcher = VARIABLE.matcher(value.asText());
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String found = environment.getOrDefault(matcher.group(1), matcher.group(2));
            if (found == null) {
                problem.accept(path, "environment variable " + matcher.group(1) + " is not set");
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(found == null ? "" : found));
        }
        return JsonNodeFactory.instance.textNode(matcher.appendTail(text).toString());
    }

    private static String names(ObjectNode defaults) {
        List<String> names = new ArrayList<>();
        defaults.fieldNames().forEachRemaining(names::add);
        return String.join(", ", new TreeSet<>(names));
    }
}
