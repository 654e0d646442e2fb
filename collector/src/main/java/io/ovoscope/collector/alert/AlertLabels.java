package io.ovoscope.collector.alert;

import io.ovoscope.collector.finding.FindingFacts;
import io.ovoscope.collector.finding.FindingText;
import io.ovoscope.collector.finding.Severity;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.KeptCheckpoint;
import io.ovoscope.wire.Regression;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A finding as Alertmanager has it: labels say which alert it is and route it, annotations tell. */
final class AlertLabels {
    private AlertLabels() {}

    /** The same as long as the finding's verdict stays. */
    static Map<String, String> of(Finding finding) {
        FindingFacts facts = FindingFacts.of(finding);
        Map<String, String> labels = new TreeMap<>();
        labels.put("alertname", name(finding));
        labels.put("run", finding.run());
        labels.put("finding", finding.id());
        labels.put("severity", Severity.of(finding).toString());
        if (facts.task() != null) {
            labels.put("task", facts.task());
        }
        if (facts.level() != null) {
            labels.put("level", facts.level().name().toLowerCase(Locale.ROOT));
        }
        if (finding instanceof Regression regression) {
            labels.put("verdict", regression.verdict().name());
        }
        if (finding instanceof BrokenData broken) {
            labels.put("kind", broken.kind().wireName());
            if (broken.layer() != Finding.NO_LAYER) {
                labels.put("layer", Integer.toString(broken.layer()));
            }
        }
        return labels;
    }

    static Map<String, String> annotations(Finding finding) {
        FindingFacts facts = FindingFacts.of(finding);
        FindingText text = FindingText.of(finding);
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("summary", text.title());
        annotations.put("description", text.text());
        if (facts.step() != null) {
            annotations.put("step", Long.toString(facts.step()));
        }
        if (facts.endedStep() != null) {
            annotations.put("endedStep", Long.toString(facts.endedStep()));
        }
        if (facts.layer() != Finding.NO_LAYER) {
            annotations.put("layer", Integer.toString(facts.layer()));
        }
        if (finding instanceof Regression regression) {
            annotations.put("lastGoodStep", Long.toString(regression.lastGoodStep()));
            KeptCheckpoint checkpoint = regression.checkpoint();
            if (checkpoint != null) {
                annotations.put("checkpoint", checkpoint.path());
            }
        }
        return annotations;
    }

    static @Nullable Instant endedAt(Finding finding) {
        return FindingFacts.of(finding).endedAt();
    }

    private static String name(Finding finding) {
        StringBuilder name = new StringBuilder("Ovoscope");
        for (String word : FindingFacts.of(finding).kind().split("-", -1)) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }
}
