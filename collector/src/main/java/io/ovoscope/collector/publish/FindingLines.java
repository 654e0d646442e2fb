package io.ovoscope.collector.publish;

import com.influxdb.client.write.Point;
import io.ovoscope.collector.finding.FindingFacts;
import io.ovoscope.collector.finding.FindingText;
import io.ovoscope.collector.finding.Severity;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.KeptCheckpoint;
import io.ovoscope.wire.Regression;
import java.util.ArrayList;
import java.util.List;

/**
 * A finding as InfluxDB line protocol: ready to be drawn as an annotation. What may change while it stands is a field, so that its newest
 * state replaces the older one.
 */
final class FindingLines {
    private FindingLines() {}

    static List<String> of(Finding finding) {
        List<String> lines = new ArrayList<>();
        if (finding instanceof Emergence emergence) {
            lines.add(Lines.of(emergence));
        }
        lines.add(annotation(finding));
        if (finding instanceof Regression regression) {
            regression.drops().forEach(drop -> lines.add(drop(regression, drop)));
        }
        return lines;
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
        if (finding instanceof BrokenData broken) {
            Lines.tag(line, "fault", broken.kind().wireName());
        }
        line.addField("state", Lines.lower(finding.state()));
        line.addField("open", open(finding));
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
        line.addField("drop", worst.drop());
        line.addField("lastGoodStep", regression.lastGoodStep());
        KeptCheckpoint checkpoint = regression.checkpoint();
        if (checkpoint != null) {
            line.addField("checkpointStep", checkpoint.step());
            Lines.text(line, "checkpoint", checkpoint.path());
        }
    }

    /** The evidence of one layer. */
    private static String drop(Regression regression, Regression.Drop drop) {
        Point line = Lines.of(Lines.DROP, regression.run(), regression.at());
        Lines.tag(line, "id", regression.id());
        Lines.tag(line, "task", regression.task());
        Lines.tag(line, "level", Lines.lower(regression.level()));
        Lines.tag(line, "layer", Lines.layer(drop.layer()));
        Lines.tag(line, "layerName", drop.layerName());
        line.addField("open", open(regression));
        line.addField("attempt", (long) regression.attempt());
        line.addField("step", regression.openedStep());
        line.addField("confirmedStep", regression.confirmedStep());
        line.addField("reference", drop.reference());
        line.addField("accuracy", drop.accuracy());
        line.addField("drop", drop.drop());
        line.addField("lower", drop.lower());
        line.addField("upper", drop.upper());
        line.addField("p", drop.p());
        line.addField("lost", (long) drop.lost());
        line.addField("gained", (long) drop.gained());
        line.addField("n", (long) drop.n());
        return line.toLineProtocol();
    }

    private static long open(Finding finding) {
        return finding.state() == Finding.State.OPEN ? 1 : 0;
    }
}
