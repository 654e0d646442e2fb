package io.ovoscope.launcher.demo;

import io.ovoscope.launcher.terminal.Figures;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Figure;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What stands beside an accuracy in a wide terminal, each with what it is to be compared with. */
final class FurtherFigures {
    private static final String NONE = "-";

    private final List<CurvePoint> curve;
    private final CurvePoint point;
    private final Terminal terminal;

    /** @param curve the points of the same task and layer, by step */
    FurtherFigures(List<CurvePoint> curve, CurvePoint point, Terminal terminal) {
        this.curve = curve;
        this.point = point;
        this.terminal = terminal;
    }

    List<String> cells() {
        return List.of(share(point, Figure.MACRO_F1), unseen(), compression(), overLayerZero());
    }

    private String unseen() {
        OptionalDouble n = point.figures().get(Figure.UNSEEN_N);
        String share = share(point, Figure.UNSEEN_ACCURACY);
        return share.equals(NONE) || n.isEmpty() ? share : share + " (" + Figures.count(n.getAsDouble()) + ")";
    }

    /** From the first snapshot's, its floor, to the newest. */
    private String compression() {
        List<CurvePoint> having = having(Figure.COMPRESSION);
        if (having.isEmpty()) {
            return NONE;
        }
        CurvePoint first = having.get(0);
        CurvePoint last = having.get(having.size() - 1);
        String now = number(last, Figure.COMPRESSION, "%.2f");
        String floor = first.step() == 0 && having.size() > 1
                ? number(first, Figure.COMPRESSION, "%.2f") + (terminal.unicode() ? " → " : " to ")
                : "";
        return floor + now + at(last);
    }

    private String overLayerZero() {
        List<CurvePoint> having = having(Figure.CONDITIONAL);
        if (having.isEmpty()) {
            return NONE;
        }
        CurvePoint last = having.get(having.size() - 1);
        String interval = last.figures().get(Figure.CONDITIONAL_LOWER).isPresent()
                ? " (" + number(last, Figure.CONDITIONAL_LOWER, "%+.3f") + ", "
                        + number(last, Figure.CONDITIONAL_UPPER, "%+.3f") + ")"
                : "";
        return number(last, Figure.CONDITIONAL, "%+.3f") + interval + at(last);
    }

    /** The step, where it is not the one of the row. */
    private String at(CurvePoint other) {
        return other.step() == point.step() ? "" : " @" + other.step();
    }

    private List<CurvePoint> having(Figure figure) {
        return curve.stream()
                .filter(other -> other.figures().get(figure).isPresent())
                .toList();
    }

    private static String number(CurvePoint of, Figure figure, String format) {
        return String.format(Locale.ROOT, format, of.figures().get(figure).orElse(Double.NaN));
    }

    private static String share(CurvePoint of, Figure figure) {
        OptionalDouble value = of.figures().get(figure);
        return value.isPresent() ? Figures.score(value.getAsDouble()) : NONE;
    }
}
