package io.ovoscope.launcher.demo;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Figure;
import java.util.List;
import java.util.OptionalDouble;

/** What an accuracy must beat before it says something about the model. */
final class Floors {
    private static final List<Floor> ALL = List.of(
            new Floor("majority", Figure.MAJORITY),
            new Floor("lexicon", Figure.LEXICON),
            new Floor("words", Figure.BAG_OF_WORDS),
            new Floor("length", Figure.LENGTH_ONLY),
            new Floor("linear", Figure.LINEAR_DISTANCE),
            new Floor("position", Figure.LINEAR_SPEARMAN),
            new Floor("step 0", Figure.UNTRAINED),
            new Floor("control", Figure.CONTROL));

    private Floors() {}

    /** A floor. */
    record Floor(String name, Figure figure) {
        /** Absent where the point has none; a floor of correlations is none of shares. */
        OptionalDouble of(CurvePoint point) {
            boolean isShare = point.figures().get(Figure.ACCURACY).isPresent();
            return figure == Figure.LINEAR_SPEARMAN && isShare
                    ? OptionalDouble.empty()
                    : point.figures().get(figure);
        }
    }

    static List<Floor> all() {
        return ALL;
    }

    /** The highest of the floors that a point has, with its name. */
    static Floor highest(CurvePoint point) {
        Floor highest = ALL.get(0);
        for (Floor floor : ALL) {
            if (floor.of(point).orElse(-1) > highest.of(point).orElse(-1)) {
                highest = floor;
            }
        }
        return highest;
    }

    /** Whether the interval lies above every floor. */
    static boolean areBeatenBy(CurvePoint point) {
        double lower = point.figures().get(Figure.LOWER).orElse(0);
        return ALL.stream().allMatch(floor -> lower > floor.of(point).orElse(-1));
    }
}
