package io.ovoscope.collector.alert;

import io.ovoscope.wire.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Somebody who is told of findings. */
interface Receiver {
    /** As it stands in the name of its consumer group, in health records and in the log. */
    String name();

    /** Whether it is to be told of such a finding at all. */
    boolean wants(Finding finding);

    /** How many notices go into one request, at most. */
    int batch();

    /** How long after it was told of open findings it wants to be told of them again; empty where once is enough. */
    Optional<Duration> repeats();

    /**
     * Tells it, within bounded time.
     *
     * @throws ReceiverException where it was told of none of them, or of an unknown part
     */
    void tell(List<Notice> notices) throws ReceiverException;
}
