package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Anisotropy;
import io.ovoscope.collector.probe.EffectiveRank;
import io.ovoscope.collector.probe.LinearCka;
import io.ovoscope.collector.probe.RowSample;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.GeometryTasks;
import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a layer's rows look like, whatever they mean: a collapse shows here even where nobody wrote a probe. Effective rank and
 * anisotropy are of all rows; CKA compares a fixed sample of rows, the same at every layer and step, which is kept for later snapshots.
 *
 * <p>A curve that has no value here is left out, and the point of the effective rank says why.
 */
final class LayerGeometry implements Examiner {
    private final LayerView view;
    private final ActivationPart.Header header;
    private final List<CurvePoint> points = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();

    LayerGeometry(LayerView view) {
        this.view = view;
        this.header = view.job().header();
    }

    @Override
    public List<TaskInfo> tasks() {
        return GeometryTasks.ALL;
    }

    @Override
    public LayerResult examine() {
        int[] chosen = RowSample.of(header.rows(), seed());
        float[] sample = RowSample.gather(view.values(), view.width(), chosen);
        Optional<Remembered.Sample> first = usable(view.remembered().first());
        anisotropy();
        compare(
                GeometryTasks.CKA_PREVIOUS,
                "the snapshot before",
                usable(view.remembered().previous()),
                sample);
        compare(GeometryTasks.CKA_FIRST, "the first snapshot", first, sample);
        compareWithLayerZero(chosen, sample);
        double rank = EffectiveRank.of(view.values(), view.width(), view.workspace());
        points.add(0, view.writer().scalar(GeometryTasks.EFFECTIVE_RANK, rank, header.rows(), absent));
        List<LayerSample> kept = new ArrayList<>(List.of(kept(sample, LayerSample.Role.PREVIOUS)));
        if (first.isEmpty() && isFirstSnapshot()) {
            kept.add(kept(sample, LayerSample.Role.FIRST));
        }
        return new LayerResult(points, List.of(), kept);
    }

    /** One for a probe set and the seed of the settings. */
    private long seed() {
        return view.settings().seed() * 31 + header.probeSet().hashCode();
    }

    /** A run whose probes are known, but not its first rows, has lost them: a later snapshot must not pass for the first. */
    private boolean isFirstSnapshot() {
        return view.before().isEmpty();
    }

    private Optional<Remembered.Sample> usable(Optional<Remembered.Sample> sample) {
        int values = Math.multiplyExact(Math.min(header.rows(), RowSample.SIZE), view.width());
        return sample.filter(kept -> kept.probeSet().equals(header.probeSet())
                && kept.width() == view.width()
                && kept.rows().length == values);
    }

    private void anisotropy() {
        Anisotropy anisotropy = Anisotropy.of(view.values(), view.width());
        if (Double.isNaN(anisotropy.value())) {
            absent.add(GeometryTasks.ANISOTROPY.name() + ": " + anisotropy.rows()
                    + " rows have a direction, expecting two or more");
        } else {
            points.add(
                    view.writer().scalar(GeometryTasks.ANISOTROPY, anisotropy.value(), anisotropy.rows(), List.of()));
        }
    }

    private void compare(TaskInfo curve, String what, Optional<Remembered.Sample> other, float[] sample) {
        if (other.isEmpty()) {
            absent.add(curve.name() + ": "
                    + (isFirstSnapshot()
                            ? "this is the first snapshot"
                            : "the rows of " + what + " are not kept any more"));
        } else if (other.get().step() >= header.step()) {
            absent.add(curve.name() + ": " + what + " is not earlier than this one, but of step "
                    + other.get().step());
        } else {
            cka(curve, sample, other.get().rows(), view.width());
        }
    }

    private void compareWithLayerZero(int[] chosen, float[] sample) {
        LayerZero zero = view.whole().layerZero();
        if (header.layer() == 0) {
            absent.add(GeometryTasks.CKA_LAYER_0.name() + ": this is layer 0");
        } else if (zero == null) {
            absent.add(GeometryTasks.CKA_LAYER_0.name() + ": layer 0 of this step is not there");
        } else {
            float[] below = zero.memo("sample", () -> RowSample.gather(zero.values(), zero.width(), chosen));
            cka(GeometryTasks.CKA_LAYER_0, sample, below, zero.width());
        }
    }

    private void cka(TaskInfo curve, float[] sample, float[] other, int otherWidth) {
        if (LayerScorer.nonFinite(other) > 0) {
            absent.add(curve.name() + ": the rows to compare with hold NaN or infinite values");
            return;
        }
        OptionalDouble value = LinearCka.of(sample, view.width(), other, otherWidth, view.workspace());
        if (value.isPresent()) {
            int rows = sample.length / view.width();
            points.add(view.writer().scalar(curve, value.getAsDouble(), rows, List.of()));
        } else {
            absent.add(curve.name() + ": all rows are equal on one side, which has no alignment");
        }
    }

    private LayerSample kept(float[] sample, LayerSample.Role role) {
        return new LayerSample(
                header.run(),
                header.attempt(),
                header.layer(),
                header.step(),
                header.probeSet(),
                role,
                0,
                1,
                LayerSample.tensor(sample, view.width()));
    }
}
