package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The figures of a point. A figure that does not apply to the task (a sentence task has no control) or could not be had is
 * absent, never NaN.
 */
public record Figures(Map<Figure, Double> values) {
    public Figures {
        EnumMap<Figure, Double> copy = new EnumMap<>(Figure.class);
        copy.putAll(values);
        copy.forEach((figure, value) -> {
            if (!Double.isFinite(value)) {
                throw new WireFormatException(figure.wireName() + " " + value + ": expecting a finite number, or none");
            }
        });
        values = Collections.unmodifiableMap(copy);
    }

    public static Figures none() {
        return new Figures(Map.of());
    }

    public OptionalDouble get(Figure figure) {
        Double value = values.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    public Figures with(Figure figure, double value) {
        EnumMap<Figure, Double> copy = new EnumMap<>(Figure.class);
        copy.putAll(values);
        copy.put(figure, value);
        return new Figures(copy);
    }

    /** Figures of a newer minor version are passed over. */
    @JsonCreator
    static Figures fromJson(Map<String, Double> named) {
        EnumMap<Figure, Double> values = new EnumMap<>(Figure.class);
        named.forEach((name, value) -> Figure.named(name).ifPresent(figure -> values.put(figure, value)));
        return new Figures(values);
    }

    @JsonValue
    Map<Figure, Double> toJson() {
        return values;
    }
}
