package io.ovoscope.collector.publish;

import com.influxdb.client.write.Point;
import io.ovoscope.collector.finding.FindingFacts;
import io.ovoscope.collector.finding.FindingText;
import io.ovoscope.collector.finding.Severity;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Regression;
import java.util.List;

/**
 * A finding as InfluxDB line protocol: ready to be drawn as an annotation. What may change while it stands is a field, so that its newest
 * state replaces the older one.
 */
final class FindingLines {
    private FindingLines() {}

    static List<String> of(Finding finding) {
        String line = annotation(finding);
        return finding instanceof Emergence emergence ? List.of(Lines.of(emergence), line) : List.of(line);
    }

    private static String annotation(Finding finding) {
        FindingFacts facts = FindingFacts.of(finding);
        FindingText text = FindingText.of(finding);
        Point line = Lines.of(Lines.FINDING, finding.run(), finding.at());
        Lines.tag(line, "kind", facts.kind());
        Lines.tag(line, "id", finding.id());
        Lines.tag(line, "task", facts.task() == null ? "" : facts.task());
        Lines.tag(line, "level", facts.level() == null ? "" : Lines.lower(facts.level()));
        if (finding instanceof Regression regression) {
            addRegression(line, regression);
        } else if (facts.layer() != Finding.NO_LAYER || !facts.layerName().isEmpty()) {
            Lines.tag(line, "layer", Lines.layer(facts.layer()));
        }
        line.addField("state", Lines.lower(finding.state()));
        line.addField("open", finding.state() == Finding.State.OPEN ? 1L : 0L);
        line.addField("severity", Severity.of(finding).toString());
        line.addField("attempt", (long) finding.attempt());
        Lines.whole(line, "step", facts.step());
        Lines.whole(line, "endedStep", facts.endedStep());
        Lines.whole(
                line,
                "timeEnd",
                facts.endedAt() == null ? null : facts.endedAt().toEpochMilli());
        Lines.text(line, "title", text.title());
        Lines.text(line, "text", text.text());
        return line.toLineProtocol();
    }

    /** Its layer is a field: another one may come to have the largest drop. */
    private static void addRegression(Point line, Regression regression) {
        Regression.Drop worst = regression.drops().get(0);
        line.addField("verdict", regression.verdict().name());
        line.addField("worstLayer", (long) worst.layer());
        line.addField("reference", worst.reference());
        line.addField("accuracy", worst.accuracy());
        line.addField("n", (long) worst.n());
        line.addField("lastGoodStep", regression.lastGoodStep());
    }
}
