package io.ovoscope.collector.watch;

import io.ovoscope.collector.topics.TopicReader;
import io.ovoscope.wire.Health;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the agents of all runs have said of themselves in the health topic. Thread-safe: it is read on a thread of its own. */
final class AgentReports implements TopicReader {
    private static final String AGENT = "agent";

    private final Map<String, AgentReport> reports = new HashMap<>();
    private volatile boolean read;

    @Override
    public void read(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            take(Health.read(record.value()));
        }
    }

    /** Takes a record; those of collectors are passed over. */
    synchronized void take(Health health) {
        if (health.stage().equals(AGENT) && !health.run().isEmpty()) {
            reports.merge(health.run(), AgentReport.first(health), (known, fresh) -> known.then(health));
        }
    }

    @Override
    public void caughtUp() {
        read = true;
    }

    /** Whether all that was said before this process began has been read: until then silence means nothing. */
    boolean isRead() {
        return read;
    }

    synchronized Optional<AgentReport> of(String run) {
        return Optional.ofNullable(reports.get(run));
    }
}
