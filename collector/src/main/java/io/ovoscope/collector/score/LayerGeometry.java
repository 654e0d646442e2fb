package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Anisotropy;
import io.ovoscope.collector.probe.EffectiveRank;
import io.ovoscope.collector.probe.LinearCka;
import io.ovoscope.collector.probe.RowSample;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.GeometryTasks;
import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a layer's rows look like, whatever they mean: a collapse shows here even where nobody wrote a probe. Effective rank and
 * anisotropy are of all rows; CKA compares a fixed sample of rows, the same at every layer and step, which is kept for later snapshots.
 *
 * <p>A curve that has no value here is left out, and the point of the effective rank says why.
 */
final class LayerGeometry implements Examiner {
    private final LayerView view;
    private final ActivationPart.Header header;
    private final long hash;
    private @Nullable Boolean unchanged;
    private final List<CurvePoint> points = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();

    LayerGeometry(LayerView view) {
        this.view = view;
        this.header = view.job().header();
        this.hash = LayerValues.hash(view.values());
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
        unchanged = isUnchanged(sample);
        points.add(0, effectiveRank());
        List<LayerSample> kept = new ArrayList<>(List.of(kept(sample, LayerSample.Role.PREVIOUS)));
        if (first.isEmpty() && isFirstSnapshot()) {
            kept.add(kept(sample, LayerSample.Role.FIRST));
        }
        return new LayerResult(points, List.of(), kept);
    }

    /** It carries what is said of all values of the layer, also where it has no value itself. */
    private CurvePoint effectiveRank() {
        Figures figures =
                Figures.none().with(Figure.CONSTANT_SHARE, LayerValues.constantShare(view.values(), view.width()));
        if (unchanged != null) {
            figures = figures.with(Figure.UNCHANGED, unchanged ? 1 : 0);
        }
        double rank = EffectiveRank.of(view.values(), view.width(), view.workspace());
        if (Double.isFinite(rank)) {
            return view.writer().scalar(GeometryTasks.EFFECTIVE_RANK, rank, header.rows(), figures, absent);
        }
        Evidence none = new Evidence.Missing(
                Evidence.Reason.NOT_PROBEABLE, "the singular values of the rows are beyond what a double holds");
        return view.writer().point(GeometryTasks.EFFECTIVE_RANK, none, figures, null, absent);
    }

    /** Whether all values are those of the snapshot scored before; null where that is not known. */
    private @Nullable Boolean isUnchanged(float[] sample) {
        Remembered.Sample before = usable(view.remembered().previous()).orElse(null);
        LayerSample.Whole whole = before == null ? null : before.whole();
        if (before == null || whole == null || before.step() > header.step()) {
            return null;
        }
        boolean equal = whole.hash() == hash && Arrays.equals(before.rows(), sample);
        // A snapshot that is scored again finds itself, and says again what it said.
        return before.step() < header.step() ? (Boolean) equal : equal ? whole.unchanged() : null;
    }

    /** One for a probe set and the seed of the settings. */
    private long seed() {
        return view.settings().seed() * 31 + header.probeSet().hashCode();
    }

    /**
     * A run whose probes are known, but not its first rows, has lost them: a later snapshot must not pass for the first. The first one does
     * also where it is scored again, because its probes were written and its rows were not: they know no other.
     */
    private boolean isFirstSnapshot() {
        return view.before().values().stream()
                .allMatch(state ->
                        state.attempt() == header.attempt() && state.step() == header.step() && state.snapshots() == 1);
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
                new LayerSample.Whole(hash, unchanged),
                LayerSample.tensor(sample, view.width()));
    }
}
