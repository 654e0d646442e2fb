package io.ovoscope.collector.finding;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import java.util.ArrayList;
import java.util.List;

/** The words of data that cannot be what it should be. */
final class BrokenDataText {
    private BrokenDataText() {}

    static FindingText of(BrokenData b) {
        String what = what(b.kind());
        String where = b.layer() == Finding.NO_LAYER ? "" : " in " + Say.layer(b.layer(), b.layerName());
        List<String> lines = new ArrayList<>();
        lines.add(capital(what) + where + ", " + since(b) + ": " + sentence(b.detail()));
        if (b.endedStep() == null) {
            lines.add(meaning(b.kind()));
            lines.add("First: " + first(b.kind()));
            return new FindingText("Run '" + b.run() + "': " + what + where + ", " + since(b), lines);
        }
        lines.add("It ended at step " + b.endedStep() + ", whose snapshot is whole again: nothing is left to do.");
        return new FindingText(
                "Run '" + b.run() + "': ended at step " + b.endedStep() + ": " + what + where + ", " + since(b), lines);
    }

    private static String since(BrokenData b) {
        return (b.kind() == BrokenData.Kind.STALLED ? "after step " : "since step ") + b.step();
    }

    private static String what(BrokenData.Kind kind) {
        return switch (kind) {
            case NON_FINITE -> "activations are NaN or infinite";
            case CONSTANT -> "all rows of activations are the same";
            case UNCHANGED -> "activations no longer change";
            case DEAD_LAYER -> "a dead layer";
            case PROBE_SET_CHANGED -> "the probe set changed";
            case MISSING_LAYERS -> "layers are missing from snapshots";
            case STALLED -> "snapshots stopped coming";
            case LOSS_NOT_FINITE -> "the training loss is NaN or infinite";
        };
    }

    private static String meaning(BrokenData.Kind kind) {
        return switch (kind) {
            case NON_FINITE, LOSS_NOT_FINITE -> "The model has most likely diverged; every further update is wasted.";
            case CONSTANT -> "The layer tells its inputs apart no more; nothing after it can.";
            case UNCHANGED ->
                "To the last bit the same as in the snapshot before, although training counted on: the"
                        + " parameters are not being updated, or the wrong ones are copied.";
            case DEAD_LAYER -> "The layer says almost nothing about its input, whatever comes after it.";
            case PROBE_SET_CHANGED -> "Figures from here on cannot be compared with those before.";
            case MISSING_LAYERS -> "Curves of those layers have gaps, and what they lose there goes unseen.";
            case STALLED -> "The run is not watched: it has ended, hangs, crashed, or its agent cannot send.";
        };
    }

    private static String first(BrokenData.Kind kind) {
        return switch (kind) {
            case NON_FINITE, LOSS_NOT_FINITE ->
                "look at the loss and the gradients' size just before; stop the run, go back to the last checkpoint"
                        + " before it and lower the learning rate.";
            case CONSTANT, DEAD_LAYER ->
                "see whether the loss moved at that step; if it did, stop the run and go back to a checkpoint before it.";
            case UNCHANGED ->
                "see whether the learning rate is zero, the layer frozen, or the loop running without a fit.";
            case PROBE_SET_CHANGED -> "give the run its old probe set back, or start a run of another name.";
            case MISSING_LAYERS -> "read the agent's log and health: what it drops, and what it cannot read.";
            case STALLED ->
                "see whether the training process lives and its loss moves; then the agent's log and health.";
        };
    }

    private static String sentence(String detail) {
        String said = detail.strip();
        return said.isEmpty() || said.endsWith(".") ? said : said + ".";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
