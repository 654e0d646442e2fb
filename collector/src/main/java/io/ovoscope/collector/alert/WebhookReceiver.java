package io.ovoscope.collector.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ovoscope.collector.finding.FindingFacts;
import io.ovoscope.collector.finding.FindingText;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Regression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A webhook: one request per finding and state, with the JSON that {@code docs/alerts.md} describes. */
final class WebhookReceiver implements Receiver {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonPost post;
    private final boolean notes;
    private final InstantSource clock;

    /** @param notes whether findings that nobody need act on are told, too */
    WebhookReceiver(JsonPost post, boolean notes, InstantSource clock) {
        this.post = post;
        this.notes = notes;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public boolean wants(Finding finding) {
        return notes || finding.state() != Finding.State.NOTE;
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public Optional<Duration> repeats() {
        return Optional.empty();
    }

    @Override
    public void tell(List<Notice> notices) throws ReceiverException {
        for (Notice notice : notices) {
            post.send(body(notice));
        }
    }

    byte[] body(Notice notice) {
        Finding finding = notice.finding();
        FindingFacts facts = FindingFacts.of(finding);
        FindingText text = FindingText.of(finding);
        ObjectNode body = JSON.createObjectNode()
                .put("version", VERSION)
                .put("key", finding.key())
                .put("status", notice.status().toString())
                .put("withdrawn", notice.withdrawn())
                .put("severity", notice.severity().toString())
                .put("kind", facts.kind())
                .put("run", finding.run())
                .put("id", finding.id());
        optional(body, "task", facts.task());
        optional(body, "level", facts.level() == null ? null : lower(facts.level()));
        if (facts.layer() != Finding.NO_LAYER) {
            body.put("layer", facts.layer()).put("layerName", facts.layerName());
        }
        optional(body, "verdict", finding instanceof Regression r ? r.verdict().name() : null);
        if (facts.step() != null) {
            body.put("step", facts.step());
        }
        if (facts.endedStep() != null) {
            body.put("endedStep", facts.endedStep());
        }
        body.put("startsAt", finding.at().toString());
        optional(body, "endsAt", endsAt(notice, facts));
        body.put("title", text.title()).put("text", text.text());
        try {
            body.set("finding", JSON.readTree(finding.write()));
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a finding does not become JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable String endsAt(Notice notice, FindingFacts facts) {
        Instant ended = notice.withdrawn() ? clock.instant() : facts.endedAt();
        return ended == null ? null : ended.toString();
    }

    private static void optional(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
