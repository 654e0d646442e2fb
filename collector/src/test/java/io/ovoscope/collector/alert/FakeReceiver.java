package io.ovoscope.collector.alert;

import io.ovoscope.wire.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A receiver that notes what it is told and can be told to fail. */
final class FakeReceiver implements Receiver {
    private final List<String> told = new ArrayList<>();
    private @Nullable Duration repeats;
    private int batch = 2;
    private boolean away;
    private String refused = "nothing";
    private Runnable whenTold = () -> {};

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public boolean wants(Finding finding) {
        return finding.state() != Finding.State.NOTE;
    }

    @Override
    public synchronized int batch() {
        return batch;
    }

    @Override
    public synchronized Optional<Duration> repeats() {
        return Optional.ofNullable(repeats);
    }

    @Override
    public synchronized void tell(List<Notice> notices) throws ReceiverException {
        whenTold.run();
        if (away) {
            throw ReceiverException.away("told to be away", Duration.ZERO, null);
        }
        for (Notice notice : notices) {
            if (notice.finding().id().equals(refused)) {
                throw ReceiverException.refused("told to refuse " + refused);
            }
        }
        notices.forEach(
                notice -> told.add(notice.status() + " " + notice.finding().id()));
    }

    /** Status and id of everything that it was told, in order. */
    synchronized List<String> told() {
        return List.copyOf(told);
    }

    synchronized void away(boolean isAway) {
        away = isAway;
    }

    synchronized void refuse(String id) {
        refused = id;
    }

    synchronized void whenTold(Runnable hook) {
        whenTold = hook;
    }

    synchronized void repeatEvery(Duration interval) {
        repeats = interval;
    }
}
