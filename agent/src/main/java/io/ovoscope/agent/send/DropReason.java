package io.ovoscope.agent.send;

import java.util.Locale;

/** Why a whole snapshot was lost between the training thread and the topic. */
public enum DropReason {
    /** The worker was still busy and {@code queueMaxSnapshots} others were waiting. */
    QUEUE_FULL,
    /** Copying the parameters failed. */
    COPY_FAILED,
    /** The probe set did not get through the network. */
    FORWARD_FAILED,
    /** Memory ran out, on or off the Java heap. */
    OUT_OF_MEMORY,
    /** No broker has answered. */
    BROKER_UNREACHABLE,
    /** The broker did not take the snapshot within {@code sendTimeoutMillis}. */
    TIMEOUT,
    /** A topic is missing. */
    TOPIC_MISSING,
    /** The broker refuses this client. */
    UNAUTHORIZED,
    /** The broker or topic takes no records as large as {@code partBytes}. */
    RECORD_TOO_LARGE,
    /** Another agent has taken over the run's name. */
    FENCED,
    /** The run's name stands for another model or probe set. */
    RUN_REFUSED,
    /** Sending failed otherwise. */
    SEND_FAILED,
    /** Still waiting when the agent was closed. */
    CLOSING;

    /** As it stands in the counter's name, for example {@code queue-full}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
