package io.ovoscope.collector.score;

import io.ovoscope.wire.Figure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a costly figure adds to a task's point: its numbers, or a remark that says why there are none.
 *
 * @param figures those that are numbers
 */
record Addition(Map<Figure, Double> figures, List<String> remarks) {
    Addition {
        EnumMap<Figure, Double> finite = new EnumMap<>(Figure.class);
        figures.forEach((figure, value) -> {
            if (Double.isFinite(value)) {
                finite.put(figure, value);
            }
        });
        figures = finite;
        remarks = List.copyOf(remarks);
    }

    static Addition remark(String remark) {
        return new Addition(Map.of(), List.of(remark));
    }
}
