package io.ovoscope.collector.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.ovoscope.collector.finding.FindingFacts;
import io.ovoscope.collector.finding.FindingText;
import io.ovoscope.collector.finding.Severity;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the page is told, as JSON. */
final class PageJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final CurveStore store;
    private final Clock clock;
    private final long life;

    /** @param clock gives "now", and names this life of the store: versions of another mean nothing */
    PageJson(CurveStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.life = clock.millis();
    }

    /** The run picker: newest first. */
    String runs() {
        Instant now = clock.instant();
        List<RunSummary> summaries = store.mapRuns(run -> RunSummary.of(run, now)).stream()
                .sorted(Comparator.comparing(RunSummary::startedAt).reversed())
                .toList();
        ObjectNode node = MAPPER.createObjectNode();
        node.put("caughtUp", store.isCaughtUp());
        node.put("letGo", store.letGoCount());
        node.set("runs", MAPPER.valueToTree(summaries));
        return write(node);
    }

    /** A run whole: manifest, points, closed steps, profiles over layers, findings; empty where it is unknown. */
    Optional<String> run(String name) {
        return store.read(name, run -> {
            ObjectNode node = MAPPER.createObjectNode();
            node.put("cursor", cursorOf(run).text());
            node.put("id", RunId.of(name));
            manifest(node, run.manifest().orElseThrow());
            addChanges(node, run, -1);
            return write(node);
        });
    }

    /** What came since; empty where the run is unknown. */
    Optional<Changes> changes(String name, Optional<Cursor> since) {
        return store.read(name, run -> {
            Cursor now = cursorOf(run);
            if (since.isEmpty() || !now.continues(since.get())) {
                return new Changes(now, true, "");
            }
            ObjectNode node = MAPPER.createObjectNode();
            int added = addChanges(node, run, since.get().version());
            return new Changes(now, false, added == 0 ? "" : write(node));
        });
    }

    /** @param stages whether each is at work */
    String health(Map<String, Boolean> stages) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("status", stages.containsValue(false) ? "a stage has ended" : "ok");
        ObjectNode each = node.putObject("stages");
        stages.forEach((stage, atWork) -> each.put(stage, atWork ? "at work" : "ended"));
        node.put("caughtUp", store.isCaughtUp());
        node.put("runs", store.mapRuns(RunCurves::run).size());
        node.put("points", store.pointCount());
        return write(node);
    }

    /**
     * Changes of a run.
     *
     * @param cursor after them
     * @param mustReload whether they cannot be told as additions
     * @param json new points, closed steps, profiles over layers and findings; empty where there are none
     */
    record Changes(Cursor cursor, boolean mustReload, String json) {}

    private Cursor cursorOf(RunCurves run) {
        return new Cursor(life, run.epoch(), run.version());
    }

    private static int addChanges(ObjectNode node, RunCurves run, long since) {
        List<StoredPoint> points = run.pointsSince(since);
        var closed = run.closedSince(since);
        var profiles = run.profilesSince(since);
        var findings = run.findingsSince(since);
        node.set("points", PointTable.of(points));
        node.set("closed", MAPPER.valueToTree(closed));
        node.set("layerProfiles", MAPPER.valueToTree(profiles));
        ArrayNode found = node.putArray("findings");
        findings.forEach(finding -> found.add(told(finding)));
        return points.size() + closed.size() + profiles.size() + findings.size();
    }

    /** A finding with its words, and what findings of every kind have in common, under {@code told}. */
    private static ObjectNode told(Finding finding) {
        FindingText text = FindingText.of(finding);
        FindingFacts facts = FindingFacts.of(finding);
        ObjectNode node = MAPPER.valueToTree(finding);
        ObjectNode told = node.putObject("told")
                .put("id", finding.id())
                .put("state", finding.state().name().toLowerCase(Locale.ROOT))
                .put("severity", Severity.of(finding).toString())
                .put("title", text.title());
        told.set("lines", MAPPER.valueToTree(text.lines()));
        if (facts.step() != null) {
            told.put("step", facts.step());
        }
        if (facts.endedStep() != null) {
            told.put("endedStep", facts.endedStep());
        }
        return node;
    }

    /** The manifest, with the number of a task's classes in place of their names. */
    private static void manifest(ObjectNode node, RunManifest manifest) {
        ObjectNode tree = MAPPER.valueToTree(manifest);
        ArrayNode tasks = tree.putArray("tasks");
        for (TaskInfo task : manifest.tasks()) {
            ObjectNode info = MAPPER.valueToTree(task);
            tasks.add(info.put("classes", task.classes().size()));
        }
        node.set("manifest", tree);
    }

    private static String write(ObjectNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + node.getNodeType(), e);
        }
    }
}
