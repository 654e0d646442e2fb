package io.ovoscope.collector.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Provenance;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Points as {@code {columns: [...], rows: [[...], ...]}}: names once, a row a point. Figures that no point of the table has are
 * left out; shares have five decimals, a twentieth of the smallest difference that a test item makes at n = 5,000.
 */
final class PointTable {
    private static final List<String> FIXED = List.of(
            "task",
            "layer",
            "step",
            "attempt",
            "takenAt",
            "loss",
            "missing",
            "converged",
            "iterations",
            "gradientNorm",
            "l2",
            "remarks");
    private static final double DECIMALS = 1e5;

    private PointTable() {}

    static ObjectNode of(List<StoredPoint> points) {
        Set<Figure> figures = EnumSet.noneOf(Figure.class);
        points.forEach(point -> figures.addAll(point.figures().values().keySet()));
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        ArrayNode columns = table.putArray("columns");
        FIXED.forEach(columns::add);
        figures.forEach(figure -> columns.add(figure.wireName()));
        ArrayNode rows = table.putArray("rows");
        points.forEach(point -> row(rows.addArray(), point, figures));
        return table;
    }

    private static void row(ArrayNode row, StoredPoint point, Set<Figure> figures) {
        row.add(point.task())
                .add(point.layer())
                .add(point.step())
                .add(point.attempt())
                .add(point.takenAt().toString());
        addNumber(row, point.loss());
        Evidence.Missing missing = point.missing();
        if (missing == null) {
            row.addNull();
        } else {
            row.addObject().put("reason", missing.reason().name()).put("detail", missing.detail());
        }
        addProvenance(row, point.provenance());
        ArrayNode remarks = row.addArray();
        point.remarks().forEach(remarks::add);
        figures.forEach(figure -> addNumber(row, point.figures().values().get(figure)));
    }

    private static void addProvenance(ArrayNode row, @Nullable Provenance provenance) {
        if (provenance == null) {
            row.addNull().addNull().addNull().addNull();
        } else {
            row.add(provenance.converged()).add(provenance.iterations());
            double norm = provenance.gradientNorm(); // tiny: not rounded as shares are
            row.add(Double.isFinite(norm) ? (Double) norm : null);
            row.add(provenance.l2());
        }
    }

    private static void addNumber(ArrayNode row, @Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            row.addNull();
        } else {
            double rounded = Math.round(value * DECIMALS) / DECIMALS;
            if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
                row.add((long) rounded);
            } else {
                row.add(rounded);
            }
        }
    }
}
