package io.ovoscope.collector.watch;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.wire.OnlineEmergence;
import io.ovoscope.wire.OnlineEmergence.Floor;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was known of one task's emergence without looking ahead, curve by curve. Replayed checkpoints take no part. */
final class TaskOnline {
    private final String run;
    private final TaskInfo task;
    private final Clusters sentences;
    private final EmergenceSettings settings;
    private final Map<Integer, List<OnlineRule>> rules = new HashMap<>();

    TaskOnline(String run, TaskInfo task, Clusters sentences, EmergenceSettings settings) {
        this.run = run;
        this.task = task;
        this.sentences = sentences;
        this.settings = settings;
    }

    List<OnlineEmergence> in(ResampledCurve curve) {
        ResampledCurve live = curve.live();
        List<OnlineEmergence> found = new ArrayList<>();
        for (OnlineRule rule : rules.computeIfAbsent(curve.layer(), layer -> rules())) {
            rule.in(live.points()).ifPresent(risen -> found.add(finding(live, rule, risen)));
        }
        return found;
    }

    /** A look-up by words is a floor as it stands; above the untrained model it must be by a margin. */
    private List<OnlineRule> rules() {
        return List.of(
                new OnlineRule(sentences, settings.snapshots(), Floor.UNTRAINED_AND_CONTROL, settings.margin()),
                new OnlineRule(sentences, settings.snapshots(), Floor.LEXICON, 0));
    }

    private OnlineEmergence finding(ResampledCurve live, OnlineRule rule, OnlineRule.Risen risen) {
        Observation by = live.at(risen.by());
        return new OnlineEmergence(
                run,
                by.attempt(),
                task.name(),
                task.level(),
                live.layer(),
                live.layerName(),
                rule.floor(),
                live.at(Math.max(0, risen.by() - 1)).step(),
                by.step(),
                by.takenAt(),
                live.at(risen.confirmed()).step(),
                settings.snapshots(),
                rule.margin(),
                risen.lower(),
                by.accuracy(),
                risen.floor(),
                CurveResamples.itemCount(by));
    }
}
