package io.ovoscope.collector.view;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Made-up curves without labels beside a {@link SampleRun}: the rank grows, the layers move away from where they began. */
final class SampleGeometry {
    static final List<String> NAMES = List.of("EffectiveRank", "Anisotropy", "CkaPrevious", "CkaFirst", "CkaLayer0");

    private SampleGeometry() {}

    static List<CurvePoint> points(SampleRun run, long step) {
        List<CurvePoint> points = new ArrayList<>();
        for (CurvePoint like : run.points(step)) {
            if (like.task().equals("UPOS")) {
                NAMES.stream()
                        .filter(name -> isDefined(name, like.layer(), step))
                        .forEach(name -> points.add(point(name, like)));
            }
        }
        return points;
    }

    private static boolean isDefined(String name, int layer, long step) {
        return switch (name) {
            case "CkaPrevious", "CkaFirst" -> step > 0;
            case "CkaLayer0" -> layer > 0;
            default -> true;
        };
    }

    private static double value(String name, int layer, long step) {
        double grown = 1 - Math.exp(-step / 400.0);
        return switch (name) {
            case "EffectiveRank" -> 18 + 9 * layer + 14 * grown;
            case "Anisotropy" -> .05 + .06 * layer + .2 * grown;
            case "CkaPrevious" -> 1 - .1 * grown / (1 + layer);
            case "CkaFirst" -> 1 - .15 * (1 + layer) * grown;
            default -> .95 - .2 * layer * grown;
        };
    }

    private static CurvePoint point(String name, CurvePoint like) {
        double value = value(name, like.layer(), like.step());
        return new CurvePoint(
                like.run(),
                like.attempt(),
                name,
                Level.GEOMETRY,
                LabelSource.NONE,
                like.layer(),
                like.layerName(),
                like.step(),
                like.takenAt(),
                like.loss(),
                like.baseline(),
                new Evidence.Scalar(value, List.of()),
                new Figures(Map.of(Figure.VALUE, value, Figure.N, 2048.0)),
                null,
                false,
                List.of());
    }
}
