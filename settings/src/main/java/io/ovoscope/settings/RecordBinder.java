package io.ovoscope.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Records to trees and back, a section at a time, so that what each section's constructor refuses is reported together. */
final class RecordBinder {
    /** So that a file may say {@code whitened}, in the style of its keys. */
    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private final BiConsumer<String, String> problem;

    /** Problems are reported as path and sentence. */
    RecordBinder(BiConsumer<String, String> problem) {
        this.problem = problem;
    }

    ObjectNode tree(Record record) {
        ObjectNode tree = mapper.createObjectNode();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = read(component, record);
            boolean section = value instanceof Record nested && isSection(nested.getClass());
            tree.set(component.getName(), section ? tree((Record) value) : mapper.valueToTree(value));
        }
        return tree;
    }

    /** The record; null where a problem was reported. */
    <T> @Nullable T bind(Class<T> type, ObjectNode tree, String path) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        boolean complete = true;
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            values[i] = value(components[i], tree.get(name), path.isEmpty() ? name : path + "." + name);
            complete &= values[i] != null;
        }
        return complete ? construct(type, values, path) : null;
    }

    /** A secret is a record, but a value to the user. */
    private static boolean isSection(Class<?> type) {
        return type.isRecord() && type != Secret.class;
    }

    private @Nullable Object value(RecordComponent component, JsonNode node, String path) {
        if (isSection(component.getType())) {
            return bind(component.getType(), (ObjectNode) node, path);
        }
        try {
            return mapper.convertValue(node, mapper.constructType(component.getGenericType()));
        } catch (IllegalArgumentException e) {
            Class<?> type = component.getType();
            String expected = type.isEnum()
                    ? "one of " + Arrays.toString(type.getEnumConstants())
                    : "a value of " + type.getSimpleName();
            problem.accept(path, "'" + node.asText() + "': expecting " + expected);
            return null;
        }
    }

    private <T> @Nullable T construct(Class<T> type, @Nullable Object[] values, String path) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable refusal = e.getTargetException();
            problem.accept(path, refusal.getMessage() == null ? refusal.toString() : refusal.getMessage());
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record " + type + " has no canonical constructor", e);
        }
    }

    private static Object read(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
