package io.ovoscope.launcher.demo;

import java.util.ArrayList;
import java.util.List;

/** What the final table's columns and marks mean. */
final class TableLegend {
    private static final List<String> ALWAYS = List.of(
            "* The whole interval lies above every floor: majority, lexicon, bag of words or length,",
            "  word distance, the same layer of the untrained model, and the control task. What stays at",
            "  its floor says nothing about the model. WC has no floor of words: it asks for one.",
            "  t50, t90: between which snapshots 50% and 90% of the gain over step 0 was reached; - where",
            "  no gain of a point is certain. Silver: labels by another model. best: the layer of the",
            "  highest accuracy, and between which layers it lies with 95%. All terms: docs/glossary.md.");
    private static final List<String> WIDE = List.of(
            "  unseen: accuracy on words that the probe was not trained on. compression: by an online code, from",
            "  the untrained model's to now; 1 is none. nats over layer 0: what [layer 0 ; layer] gains over layer 0",
            "  alone, per item, with its 95% interval. @: at that step. Both depend on the L2 that was chosen for the",
            "  layer: they compare steps, not layers.");
    private static final String NARROW = "  In a terminal of " + ScoreTable.WIDE
            + " columns, and on the page: unseen words, code length, gain over layer 0.";
    private static final String GEOMETRY = "  geometry: from the first snapshot to the last.";

    private TableLegend() {}

    static List<String> lines(boolean isWide, boolean hasGeometry) {
        List<String> lines = new ArrayList<>(ALWAYS);
        lines.addAll(isWide ? WIDE : List.of(NARROW));
        if (hasGeometry) {
            lines.add(GEOMETRY);
        }
        return lines;
    }
}
