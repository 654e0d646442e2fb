package io.ovoscope.collector.alert;

import io.ovoscope.wire.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one partition of the findings, and what one receiver was told of it. It goes by what stands, not by what happened: a
 * finding that opened and recovered while the receiver was away is told once, as recovered.
 */
final class Ledger {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** One finding. */
    private static final class Entry {
        /** As it last stood. */
        private Finding last;

        private boolean withdrawn;
        private @Nullable Notice told;
        /** Offset of the first record that the receiver does not know. */
        private long untoldSince;

        Entry(Finding finding) {
            last = finding;
        }

        Notice now() {
            return new Notice(last, withdrawn, told);
        }

        boolean isNews() {
            return !now().isOldNewsAfter(told);
        }
    }

    /**
     * Takes what was read from the topic.
     *
     * @param finding null for a tombstone
     * @param offset of the record
     */
    void take(String key, @Nullable Finding finding, long offset) {
        Entry entry = entries.get(key);
        boolean wasNews = entry != null && entry.isNews();
        if (entry == null) {
            if (finding == null) {
                return;
            }
            entry = new Entry(finding);
            entries.put(key, entry);
        }
        entry.withdrawn = finding == null;
        entry.last = finding == null ? entry.last : finding;
        entry.untoldSince = wasNews ? entry.untoldSince : offset;
        forgetIfOver(key, entry);
    }

    /** Takes what the receiver was told of already, by whoever read the partition before. */
    void takeTold(String key, @Nullable Finding finding, long offset) {
        take(key, finding, offset);
        Entry entry = entries.get(key);
        if (entry != null) {
            told(key, entry.now());
        }
    }

    /** What is over by now counts as told: it was over before anybody asked to be told. */
    void passOverWhatIsOver() {
        for (Map.Entry<String, Entry> e : new ArrayList<>(entries.entrySet())) {
            Notice now = e.getValue().now();
            if (now.status() != Status.FIRING) {
                told(e.getKey(), now);
            }
        }
    }

    /** What the receiver does not know yet, the longest known here first. */
    List<Notice> news() {
        return entries.values().stream().filter(Entry::isNews).map(Entry::now).toList();
    }

    /** Offset of the first record that makes {@link #news}; empty where there are none. */
    OptionalLong untoldSince() {
        return entries.values().stream()
                .filter(Entry::isNews)
                .mapToLong(entry -> entry.untoldSince)
                .min();
    }

    /** Every finding that goes on. */
    List<Notice> firing() {
        return entries.values().stream()
                .map(Entry::now)
                .filter(notice -> notice.status() == Status.FIRING)
                .toList();
    }

    /** The receiver knows it from here on. */
    void told(Notice notice) {
        told(notice.finding().key(), notice);
    }

    private void told(String key, Notice notice) {
        Entry entry = entries.get(key);
        if (entry != null) {
            entry.told = notice.alone();
            forgetIfOver(key, entry);
        }
    }

    /** What was withdrawn and needs no telling is of no further use. */
    private void forgetIfOver(String key, Entry entry) {
        if (entry.withdrawn && !entry.isNews()) {
            entries.remove(key);
        }
    }
}
