package io.ovoscope.collector.view;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.LayerProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where the tasks of a {@link SampleRun} stand along its layers: the best layer as it is, intervals made up. */
final class SampleProfiles {
    private SampleProfiles() {}

    static List<LayerProfile> of(SampleRun run, long step) {
        List<LayerProfile> profiles = new ArrayList<>();
        List<CurvePoint> points = run.points(step);
        for (String task : SampleRun.taskNames()) {
            points.stream()
                    .filter(point ->
                            point.task().equals(task) && point.headline().isPresent())
                    .max(Comparator.comparingDouble(point -> point.headline().getAsDouble()))
                    .ifPresent(best -> profiles.add(profile(best)));
        }
        return profiles;
    }

    private static LayerProfile profile(CurvePoint best) {
        int layer = best.layer();
        int upper = Math.min(SampleRun.LAYERS - 1, layer + 1);
        List<Double> shares = new ArrayList<>(List.of(0.0, 0.0, 0.0, 0.0));
        shares.set(upper, .25);
        shares.set(layer, layer == upper ? 1.0 : .75);
        Double centre = layer == 0 ? null : (Double) (layer * .8);
        return new LayerProfile(
                best.run(),
                best.attempt(),
                best.task(),
                best.level(),
                best.source(),
                best.step(),
                best.takenAt(),
                best.loss(),
                SampleRun.LAYERS,
                best.figures().get(Figure.N).stream()
                        .mapToInt(n -> (int) n)
                        .findFirst()
                        .orElseThrow(),
                layer,
                best.headline().getAsDouble(),
                layer,
                upper,
                shares,
                centre,
                centre == null ? null : (Double) (centre - .2),
                centre == null ? null : (Double) (centre + .2));
    }
}
