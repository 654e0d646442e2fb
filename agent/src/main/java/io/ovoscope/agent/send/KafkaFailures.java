package io.ovoscope.agent.send;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What an exception of Kafka's means for a snapshot. */
final class KafkaFailures {
    private KafkaFailures() {}

    static SendFailure of(String doing, Throwable thrown) {
        DropReason reason = DropReason.SEND_FAILED;
        Throwable named = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            DropReason found = reason(cause);
            if (found != DropReason.SEND_FAILED) {
                reason = found;
                named = cause;
                break;
            }
        }
        return new SendFailure(reason, doing + ": " + named.getMessage() + advice(named), thrown);
    }

    /** The setting to look at, never its value. */
    private static String advice(Throwable named) {
        if (named instanceof SslAuthenticationException) {
            return "; the broker's certificate is not trusted, or it does not trust ours: see ssl.truststore.location and"
                    + " ssl.keystore.location under kafka.properties";
        }
        if (named instanceof AuthenticationException) {
            return "; the broker refuses user or password: see sasl.jaas.config and sasl.mechanism under kafka.properties";
        }
        if (named instanceof AuthorizationException) {
            return "; the user lacks a right: docs/kafka-security.md lists those that are needed";
        }
        return "";
    }

    private static DropReason reason(Throwable cause) {
        if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
            return DropReason.FENCED;
        }
        if (cause instanceof RecordTooLargeException) {
            return DropReason.RECORD_TOO_LARGE;
        }
        if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
            return DropReason.UNAUTHORIZED;
        }
        if (cause instanceof UnknownTopicOrPartitionException) {
            return DropReason.TOPIC_MISSING;
        }
        if (cause instanceof TimeoutException || cause instanceof java.util.concurrent.TimeoutException) {
            return DropReason.TIMEOUT;
        }
        if (cause instanceof InterruptException || cause instanceof InterruptedException) {
            return DropReason.CLOSING;
        }
        // A host name that does not resolve.
        return cause instanceof ConfigException ? DropReason.BROKER_UNREACHABLE : DropReason.SEND_FAILED;
    }
}
