package io.ovoscope.collector.alert;

import io.ovoscope.collector.finding.FindingText;
import io.ovoscope.wire.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The collector's log: what is open as a warning, the rest as information. */
final class LogReceiver implements Receiver {
    private static final Logger log = LoggerFactory.getLogger(LogReceiver.class);

    private final boolean notes;

    /** @param notes whether findings that nobody need act on are told, too */
    LogReceiver(boolean notes) {
        this.notes = notes;
    }

    @Override
    public String name() {
        return "log";
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
    public void tell(List<Notice> notices) {
        for (Notice notice : notices) {
            FindingText text = FindingText.of(notice.finding());
            if (notice.withdrawn()) {
                log.info("withdrawn: {}", text.title());
            } else if (notice.status() == Status.FIRING) {
                log.warn("{}\n{}", text.title(), text.text());
            } else {
                log.info("{}\n{}", text.title(), text.text());
            }
        }
    }
}
