package io.ovoscope.collector.topics;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.jspecify.annotations.Nullable;

/** What to look at where Kafka refuses us: the setting, never its value. */
public final class Refusal {
    private Refusal() {}

    /** Whether a failure comes from being refused. */
    public static boolean is(@Nullable Throwable failure) {
        return !advice(failure).isEmpty();
    }

    /** A part of a sentence, beginning with {@code "; "}, for the end of a message; empty where nothing was refused. */
    public static String advice(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SslAuthenticationException) {
                return "; the broker's certificate is not trusted, or it does not trust ours: see ssl.truststore.location and"
                        + " ssl.keystore.location under kafka.properties";
            }
            if (cause instanceof AuthenticationException) {
                return "; the broker refuses user or password: see sasl.jaas.config and sasl.mechanism under"
                        + " kafka.properties";
            }
            if (cause instanceof AuthorizationException) {
                return "; the user lacks a right: docs/kafka-security.md lists those that are needed";
            }
        }
        return "";
    }
}
