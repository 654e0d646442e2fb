package io.ovoscope.launcher.exchange;

import io.ovoscope.wire.Figure;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of a file of curves: what a row is about, then any figures, named as on the wire. */
record Columns(Map<String, Integer> indexOf) {
    static final String TASK = "task";
    static final String LEVEL = "level";
    static final String SOURCE = "source";
    static final String LAYER = "layer";
    static final String LAYER_NAME = "layerName";
    static final String STEP = "step";
    static final String TAKEN_AT = "takenAt";
    static final String LOSS = "loss";
    static final String REPLAYED = "replayed";
    /** Another name for {@link Figure#UNTRAINED}. */
    static final String BASELINE = "baseline";
    /** {@link Figure#UNTRAINED} of a run that did not start from fresh weights. */
    static final String FIRST = "first";

    /** In the order in which they are written. */
    static final List<String> ABOUT = List.of(TASK, LEVEL, SOURCE, LAYER, LAYER_NAME, STEP, TAKEN_AT, LOSS, REPLAYED);

    Columns {
        indexOf = Map.copyOf(indexOf);
    }

    static Columns of(CsvTable.Row header, Problems problems) {
        Map<String, Integer> indexOf = new LinkedHashMap<>();
        for (int i = 0; i < header.cells().size(); i++) {
            String name = header.cells().get(i).strip();
            if (!isKnown(name)) {
                problems.add(header.line(), "unknown column '" + name + "': expecting some of " + known());
            } else if (indexOf.put(name, i) != null) {
                problems.add(header.line(), "column '" + name + "' twice: expecting each once");
            }
        }
        for (String needed : List.of(TASK, STEP)) {
            if (!indexOf.containsKey(needed)) {
                problems.add(header.line(), "no column '" + needed + "': expecting at least task,step,accuracy");
            }
        }
        if (!indexOf.containsKey(Figure.ACCURACY.wireName()) && !indexOf.containsKey(Figure.VALUE.wireName())) {
            problems.add(header.line(), "no column 'accuracy': expecting it, or 'value' for curves that are none");
        }
        List<String> baselines = baselines().filter(indexOf::containsKey).toList();
        if (baselines.size() > 1) {
            problems.add(header.line(), "columns " + baselines + " mean the same figure: expecting one of them");
        }
        return new Columns(indexOf);
    }

    private static Stream<String> baselines() {
        return Stream.of(Figure.UNTRAINED.wireName(), BASELINE, FIRST);
    }

    private static boolean isKnown(String name) {
        return ABOUT.contains(name) || figure(name).isPresent();
    }

    private static String known() {
        String figures = Arrays.stream(Figure.values()).map(Figure::wireName).collect(Collectors.joining(", "));
        return String.join(", ", ABOUT) + ", " + BASELINE + ", " + FIRST + ", " + figures;
    }

    /** The figure that a column holds. */
    static Optional<Figure> figure(String column) {
        return column.equals(BASELINE) || column.equals(FIRST) ? Optional.of(Figure.UNTRAINED) : Figure.named(column);
    }

    boolean has(String column) {
        return indexOf.containsKey(column);
    }

    /** Whether the file gives the accuracy of the untrained model, or of the first snapshot. */
    boolean hasBaseline() {
        return baselines().anyMatch(this::has);
    }

    /** The figures' columns that the file has. */
    List<String> figures() {
        return indexOf.keySet().stream()
                .filter(name -> figure(name).isPresent())
                .sorted()
                .toList();
    }

    /** The cell of a row; null where the file has no such column, or the cell is empty. */
    @Nullable String cell(CsvTable.Row row, String column) {
        Integer index = indexOf.get(column);
        if (index == null || index >= row.cells().size()) {
            return null;
        }
        String cell = row.cells().get(index);
        return cell.isBlank() ? null : cell;
    }
}
