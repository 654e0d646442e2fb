package io.ovoscope.collector.finding;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.EmergenceOrder;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.OnlineEmergence;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.UnderPowered;
import java.util.List;

/**
 * A finding in plain words, for somebody who was woken by it: the same in an alert, on the page, in the log and in InfluxDB.
 *
 * @param title one line: what happened to which run, from what to what, since when
 * @param lines the whole of it, a statement a line: what, since when, how sure, why, where the last good checkpoint lies, what to
 *     do first
 */
public record FindingText(String title, List<String> lines) {
    public FindingText {
        lines = List.copyOf(lines);
    }

    public static FindingText of(Finding finding) {
        if (finding instanceof Regression regression) {
            return RegressionText.of(regression);
        }
        if (finding instanceof BrokenData broken) {
            return BrokenDataText.of(broken);
        }
        if (finding instanceof UnderPowered task) {
            return RegressionText.of(task);
        }
        if (finding instanceof Emergence emergence) {
            return EmergenceText.of(emergence);
        }
        return finding instanceof OnlineEmergence online
                ? EmergenceText.of(online)
                : EmergenceText.of((EmergenceOrder) finding);
    }

    /** The lines as one text, with line breaks between them. */
    public String text() {
        return String.join("\n", lines);
    }
}
