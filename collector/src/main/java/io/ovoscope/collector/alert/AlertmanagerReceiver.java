package io.ovoscope.collector.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ovoscope.wire.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prometheus's Alertmanager, by {@code POST /api/v2/alerts}. It forgets alerts when it restarts and resolves those that nobody repeats, so
 * open findings are repeated, each time with an end ahead that outlasts a collector's restart.
 */
final class AlertmanagerReceiver implements Receiver {
    private static final int BATCH = 64;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonPost post;
    private final Duration repeat;
    private final Duration hold;
    private final InstantSource clock;

    /**
     * Tells one Alertmanager.
     *
     * @param repeat between two tellings of an open finding
     * @param hold how long an alert stays open when it is no longer repeated
     */
    AlertmanagerReceiver(JsonPost post, Duration repeat, Duration hold, InstantSource clock) {
        this.post = post;
        this.repeat = repeat;
        this.hold = hold;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "alertmanager";
    }

    /** Notes resolve nothing, so nothing would ever end them. */
    @Override
    public boolean wants(Finding finding) {
        return finding.state() != Finding.State.NOTE;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Optional<Duration> repeats() {
        return Optional.of(repeat);
    }

    @Override
    public void tell(List<Notice> notices) throws ReceiverException {
        post.send(body(notices));
    }

    byte[] body(List<Notice> notices) {
        Instant now = clock.instant();
        ArrayNode alerts = JSON.createArrayNode();
        for (Notice notice : notices) {
            Map<String, String> labels = AlertLabels.of(notice.finding());
            Notice before = notice.before();
            if (before != null && !AlertLabels.of(before.finding()).equals(labels)) {
                // Other labels are another alert to Alertmanager: the one that they were is over.
                add(alerts, AlertLabels.of(before.finding()), before.finding(), now, now);
            }
            add(alerts, labels, notice.finding(), now, end(notice, now));
        }
        try {
            return JSON.writeValueAsBytes(alerts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("alerts do not become JSON", e);
        }
    }

    private Instant end(Notice notice, Instant now) {
        if (notice.status() == Status.FIRING) {
            return now.plus(hold);
        }
        Instant ended = AlertLabels.endedAt(notice.finding());
        // A training machine whose clock is ahead must not keep an alert open.
        return ended == null || ended.isAfter(now) ? now : ended;
    }

    private static void add(ArrayNode alerts, Map<String, String> labels, Finding finding, Instant now, Instant end) {
        Instant start = finding.at().isAfter(end) ? end : finding.at();
        alerts.addObject()
                .put("startsAt", milliseconds(start.isAfter(now) ? now : start))
                .put("endsAt", milliseconds(end))
                .<com.fasterxml.jackson.databind.node.ObjectNode>set("labels", JSON.valueToTree(labels))
                .set("annotations", JSON.valueToTree(AlertLabels.annotations(finding)));
    }

    private static String milliseconds(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
