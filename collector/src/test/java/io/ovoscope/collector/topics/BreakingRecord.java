package io.ovoscope.collector.topics;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that breaks whoever looks at it first in a way that nobody foresaw. */
public final class BreakingRecord extends ConsumerRecord<String, byte[]> {
    private final AtomicBoolean looked = new AtomicBoolean();

    public BreakingRecord(String topic, long offset) {
        super(topic, 0, offset, "r/UPOS/0/0", new byte[] {'{'});
    }

    @Override
    public byte[] value() {
        if (looked.compareAndSet(false, true)) {
            throw new IllegalStateException("nobody foresaw this");
        }
        return super.value();
    }
}
