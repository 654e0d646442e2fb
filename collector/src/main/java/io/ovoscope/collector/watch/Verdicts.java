package io.ovoscope.collector.watch;

import io.ovoscope.wire.Figure;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.RunManifest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Whether the model or the probe is to blame for a fall. The probe is suspected where in every layer that fell most something about
 * the probe changed since the last good snapshot (its convergence, its settings, the probe set, the encoder, the precision), or the
 * representation did not (linear CKA of .99 or more) while the loss has not moved either; and, of curves without representations,
 * where only tasks of one source of labels fall together. A fall of the effective rank by a fifth, more than is usual, says that the representation
 * collapsed: then it is the model, whatever the probe made of it, unless the rows themselves are others.
 */
final class Verdicts {
    /** A control that falls by so large a share of the task's own fall falls along. */
    private static final double ALONG = 0.5;

    /**
     * Who is to blame, and why.
     *
     * @param reasons sentences with numbers, at least one
     */
    record Judgement(Regression.Verdict verdict, List<String> reasons) {
        Judgement {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a judgement without reasons: expecting at least one");
            }
        }
    }

    /** A layer with what is known of it. */
    private record Seen(FallenLayer fallen, List<ProbeChange> changes, LayerMovement movement) {
        boolean isOfOtherRows() {
            return changes.stream().anyMatch(change -> change.kind().isOfTheRows());
        }

        boolean hasCollapsed() {
            return !isOfOtherRows() && movement.hasCollapsed();
        }

        String name() {
            return "layer " + fallen.layer().index();
        }
    }

    /**
     * Judges the fall of a task.
     *
     * @param lastGoodStep the newest snapshot before it
     * @param badStep a snapshot that shows it; what is compared with the last good one is the first that does
     * @param tasksFallingTogether names of all tasks that fall then, this one included
     */
    Judgement of(
            RunCurves curves,
            RunManifest manifest,
            String task,
            long lastGoodStep,
            long badStep,
            Set<String> tasksFallingTogether) {
        long firstBad = FallenLayer.firstBad(curves, manifest, task, lastGoodStep, badStep);
        return judge(
                curves,
                manifest,
                FallenLayer.of(curves, manifest, task, lastGoodStep, firstBad),
                LossMovement.between(curves, manifest, lastGoodStep, firstBad),
                FallingTogether.of(curves, manifest, tasksFallingTogether, lastGoodStep, badStep));
    }

    private static Judgement judge(
            RunCurves curves,
            RunManifest manifest,
            List<FallenLayer> fallenLayers,
            LossMovement loss,
            FallingTogether together) {
        List<Seen> seen = fallenLayers.stream()
                .map(fallen -> new Seen(
                        fallen,
                        ProbeChange.between(fallen.good(), fallen.bad()),
                        LayerMovement.between(curves, manifest, fallen)))
                .toList();
        if (seen.isEmpty()) {
            return model(List.of("No layer has a lower accuracy than at the last good snapshot: there is nothing to lay"
                    + " to the probe."));
        }
        List<String> collapse = collapse(seen);
        if (!collapse.isEmpty()) {
            return model(collapse);
        }
        boolean still = loss.state() == LossMovement.State.STILL;
        if (seen.stream()
                .allMatch(layer ->
                        !layer.changes().isEmpty() || (still && layer.movement().isUnchanged()))) {
            return probe(seen, loss);
        }
        boolean imported = seen.stream()
                .allMatch(layer -> layer.fallen().bad().provenance() == null
                        && !layer.movement().isKnown());
        Optional<LabelSource> source = together.source();
        if (imported && source.isPresent()) {
            return new Judgement(Regression.Verdict.PROBE_SUSPECTED, List.of(together.bySource(source.get())));
        }
        return model(notTheProbe(seen, loss, together));
    }

    private static Judgement model(List<String> reasons) {
        return new Judgement(Regression.Verdict.MODEL_REGRESSED, reasons);
    }

    private static List<String> collapse(List<Seen> seen) {
        List<Seen> collapsed = seen.stream().filter(Seen::hasCollapsed).toList();
        if (2 * collapsed.size() < seen.size() || collapsed.isEmpty()) {
            return List.of();
        }
        Seen worst = collapsed.get(0);
        List<String> reasons = new ArrayList<>();
        reasons.add(String.format(
                Locale.ROOT,
                "The representation collapsed in %d of the %d layers that fell most: the effective rank of %s fell from %.1f to %.1f.",
                collapsed.size(),
                seen.size(),
                worst.name(),
                worst.movement().rankBefore().orElse(Double.NaN),
                worst.movement().rankNow().orElse(Double.NaN)));
        control(worst).ifPresent(reasons::add);
        return reasons;
    }

    private static Judgement probe(List<Seen> seen, LossMovement loss) {
        List<String> reasons = new ArrayList<>(changes(seen));
        List<Seen> unchanged =
                seen.stream().filter(layer -> layer.changes().isEmpty()).toList();
        if (!unchanged.isEmpty()) {
            reasons.add(representation(unchanged));
            reasons.add(loss.sentence());
        }
        control(seen.get(0)).ifPresent(reasons::add);
        return new Judgement(Regression.Verdict.PROBE_SUSPECTED, reasons);
    }

    /** One sentence for each kind of change, with the numbers of the layer that fell most. */
    private static List<String> changes(List<Seen> seen) {
        Map<ProbeChange.Kind, List<String>> details = new EnumMap<>(ProbeChange.Kind.class);
        for (Seen layer : seen) {
            layer.changes()
                    .forEach(change -> details.computeIfAbsent(change.kind(), kind -> new ArrayList<>())
                            .add("in " + layer.name() + " " + change.detail()));
        }
        List<String> sentences = new ArrayList<>();
        details.forEach((kind, some) -> sentences.add("Of the " + seen.size() + " layers that fell most, "
                + kind.words() + " changed in " + some.size() + ": " + some.get(0) + "."));
        return sentences;
    }

    private static List<String> notTheProbe(List<Seen> seen, LossMovement loss, FallingTogether together) {
        List<String> reasons = new ArrayList<>();
        List<Seen> known = seen.stream()
                .filter(layer -> layer.movement().cka().isPresent())
                .toList();
        List<Seen> moved =
                known.stream().filter(layer -> !layer.movement().isUnchanged()).toList();
        if (known.isEmpty()) {
            reasons.add("Nothing is known of the representations at both steps that could name the probe.");
        } else {
            reasons.add(representation(moved.isEmpty() ? known : moved));
        }
        reasons.add(loss.sentence());
        together.level().ifPresent(level -> reasons.add(together.byLevel(level)));
        List<String> changes = changes(seen);
        if (changes.isEmpty()) {
            reasons.add("Nothing about the probe is known to have changed.");
        }
        reasons.addAll(changes);
        control(seen.get(0)).ifPresent(reasons::add);
        return reasons;
    }

    /** Of some layers, all of them unchanged or all of them moved; the numbers are those of the one that fell most. */
    private static String representation(List<Seen> layers) {
        Seen worst = layers.get(0);
        LayerMovement movement = worst.movement();
        return String.format(
                Locale.ROOT,
                "The representation %s since step %d in %d of the layers that fell most: linear CKA of %s %s %.4f.",
                movement.isUnchanged()
                        ? "is practically unchanged"
                        : movement.exact() ? "moved" : "cannot be said to be unchanged",
                worst.fallen().good().step(),
                layers.size(),
                worst.name(),
                movement.exact() ? "is" : "is at least",
                movement.cka().orElse(Double.NaN));
    }

    /** Said where the control falls along: the effective rank tells a broken probe from a collapsed layer. */
    private static Optional<String> control(Seen layer) {
        OptionalDouble before = layer.fallen().good().figures().get(Figure.CONTROL);
        OptionalDouble now = layer.fallen().bad().figures().get(Figure.CONTROL);
        LayerMovement movement = layer.movement();
        if (before.isEmpty()
                || now.isEmpty()
                || before.getAsDouble() - now.getAsDouble()
                        < ALONG * layer.fallen().fall()) {
            return Optional.empty();
        }
        String rank = movement.rankBefore().isPresent() && movement.rankNow().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "its effective rank went from %.1f to %.1f",
                        movement.rankBefore().getAsDouble(),
                        movement.rankNow().getAsDouble())
                : "its effective rank is not known";
        return Optional.of(String.format(
                Locale.ROOT,
                "The control of %s fell along, from %.3f to %.3f; %s.",
                layer.name(),
                before.getAsDouble(),
                now.getAsDouble(),
                rank));
    }
}
