package io.ovoscope.collector.finding;

import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.EmergenceOrder;
import io.ovoscope.wire.OnlineEmergence;
import java.util.ArrayList;
import java.util.List;

/** The words of what tells when something was learnt; nobody need act on it. */
final class EmergenceText {
    private EmergenceText() {}

    static FindingText of(Emergence e) {
        String share = Math.round(100 * e.quantile()) + "%";
        String where = Say.layer(e.layer(), e.layerName());
        List<String> lines = new ArrayList<>();
        lines.add(e.task() + " in " + where + " reached " + share + " of its gain, from " + Say.percent(e.first())
                + " to "
                + Say.percent(e.best()) + " right (best at step " + e.bestStep() + "), "
                + between(e.afterStep(), e.byStep())
                + count(e.n()) + ".");
        if (e.setAfterStep() != null && e.setByStep() != null) {
            lines.add("With 95% confidence it was " + between(e.setAfterStep(), e.setByStep())
                    + " (bootstrap over sentences).");
        }
        lines.add("The gain is at least " + Say.points(e.gainLower())
                + " (lower end of its 95% interval). Watched through step " + e.throughStep()
                + "; revised while the best still rises.");
        return new FindingText(
                "Run '" + e.run() + "': " + e.task() + " in " + where + " reached " + share + " of its gain "
                        + between(e.afterStep(), e.byStep()),
                lines);
    }

    static FindingText of(OnlineEmergence e) {
        String where = Say.layer(e.layer(), e.layerName());
        String floor = e.floor() == OnlineEmergence.Floor.LEXICON
                ? "what each word's commonest label gives"
                : "the untrained model and the control task";
        return new FindingText(
                "Run '" + e.run() + "': " + e.task() + " in " + where + " is above " + floor + " since step "
                        + e.byStep(),
                List.of(
                        e.task() + " in " + where + " has been above " + floor + " " + since(e) + ": "
                                + Say.percent(e.accuracy()) + " right, the floor " + Say.percent(e.floorValue())
                                + count(e.n()) + ".",
                        "At least " + Say.points(e.lower()) + " above (lower end of the 95% interval; "
                                + Say.points(e.margin()) + " asked for), " + e.snapshots() + " snapshots in a row.",
                        "Known at step " + e.confirmedStep() + ", " + Say.count(e.confirmedStep() - e.byStep())
                                + " steps late, without looking ahead."));
    }

    static FindingText of(EmergenceOrder e) {
        List<String> groups =
                e.groups().stream().map(tasks -> String.join(" with ", tasks)).toList();
        String order = String.join(", then ", groups);
        List<String> lines = new ArrayList<>();
        lines.add("Order in which tasks reached half of their gain in their best layer: " + order + ".");
        if (e.tau() != null) {
            String interval = e.lower() == null || e.upper() == null
                    ? ""
                    : " (95% interval " + Say.plain(e.lower()) + " to " + Say.plain(e.upper()) + ")";
            lines.add("Kendall's tau with the expected order " + String.join(", ", e.reference()) + " is "
                    + Say.plain(e.tau()) + interval + ", over " + e.compared() + " tasks.");
        }
        return new FindingText("Run '" + e.run() + "': tasks emerged in the order " + order, lines);
    }

    private static String between(long after, long by) {
        return after == by ? "at the first snapshot, step " + by : "after step " + after + ", by step " + by;
    }

    private static String since(OnlineEmergence e) {
        return e.afterStep() == e.byStep()
                ? "since the first snapshot, step " + e.byStep()
                : "since step " + e.byStep() + " (not yet at step " + e.afterStep() + ")";
    }

    private static String count(int n) {
        return n == 0 ? "" : "; n = " + Say.count(n) + " test items";
    }
}
