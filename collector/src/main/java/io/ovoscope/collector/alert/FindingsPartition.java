package io.ovoscope.collector.alert;

import io.ovoscope.wire.Finding;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A partition of the findings under one receiver's eyes, read from its beginning. */
final class FindingsPartition {
    private final Ledger ledger = new Ledger();
    private final Predicate<Finding> wanted;
    private final long end;
    private final OptionalLong committed;
    private boolean read;
    private long reached = -1;

    /**
     * A partition of which nothing was read.
     *
     * @param wanted findings that the receiver is told of
     * @param end where the partition ended when it was assigned: nothing is told before it is read so far
     * @param committed what the receiver's group has committed: it was told of everything before; empty where it never read it
     */
    FindingsPartition(Predicate<Finding> wanted, long end, OptionalLong committed) {
        this.wanted = wanted;
        this.end = end;
        this.committed = committed;
    }

    /** @throws RuntimeException where the record is no finding */
    void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            throw new IllegalArgumentException("a finding without a key: expecting run/id");
        }
        Finding finding = record.value() == null ? null : Finding.read(record.value());
        if (finding != null && !wanted.test(finding)) {
            return;
        }
        if (record.offset() < committed.orElse(0)) {
            ledger.takeTold(record.key(), finding, record.offset());
        } else {
            ledger.take(record.key(), finding, record.offset());
        }
    }

    /** Whether a record is read for the first time by this receiver's group. */
    boolean isNew(ConsumerRecord<String, byte[]> record) {
        return record.offset() >= committed.orElse(0);
    }

    /**
     * Takes note of how far it has been read.
     *
     * @param position offset of the next record
     */
    void reached(long position) {
        if (!read && position >= end) {
            read = true;
            if (committed.isEmpty()) {
                ledger.passOverWhatIsOver();
            }
        }
        reached = position;
    }

    List<Notice> news() {
        return read ? ledger.news() : List.of();
    }

    List<Notice> firing() {
        return read ? ledger.firing() : List.of();
    }

    void told(Notice notice) {
        ledger.told(notice);
    }

    /** The offset to commit: of the first record that the receiver was not told of; empty before the partition is read. */
    OptionalLong toCommit() {
        return read ? OptionalLong.of(ledger.untoldSince().orElse(reached)) : OptionalLong.empty();
    }
}
