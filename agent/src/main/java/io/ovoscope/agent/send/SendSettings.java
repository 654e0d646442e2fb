package io.ovoscope.agent.send;

import io.ovoscope.wire.FloatEncoding;

/**
 * How snapshots are sent.
 *
 * @param precision of the activations on the wire
 * @param partBytes most bytes in a record
 * @param bufferMemoryBytes most bytes that wait for the broker, on the Java heap
 * @param sendTimeoutMillis longest that a snapshot waits for the broker, in all
 * @param transactionTimeoutMillis longest from a snapshot's first part to its last, forward passes included; Kafka's
 *     {@code transaction.timeout.ms}. Where the training process dies, readers of its partitions wait this long.
 * @param healthIntervalMillis between two health records
 */
public record SendSettings(
        FloatEncoding precision,
        int partBytes,
        long bufferMemoryBytes,
        int sendTimeoutMillis,
        int transactionTimeoutMillis,
        int healthIntervalMillis) {
    public SendSettings {
        requireAtLeast("partBytes", partBytes, 16 << 10);
        requireAtLeast("bufferMemoryBytes", bufferMemoryBytes, 2L * partBytes);
        requireAtLeast("sendTimeoutMillis", sendTimeoutMillis, 100);
        requireAtLeast("transactionTimeoutMillis", transactionTimeoutMillis, 1000);
        requireAtLeast("healthIntervalMillis", healthIntervalMillis, 100);
    }

    public static SendSettings defaults() {
        return new SendSettings(FloatEncoding.F32, 512 << 10, 32L << 20, 10_000, 300_000, 5_000);
    }

    public SendSettings withPrecision(FloatEncoding encoding) {
        return new SendSettings(
                encoding,
                partBytes,
                bufferMemoryBytes,
                sendTimeoutMillis,
                transactionTimeoutMillis,
                healthIntervalMillis);
    }

    public SendSettings withSendTimeoutMillis(int millis) {
        return new SendSettings(
                precision, partBytes, bufferMemoryBytes, millis, transactionTimeoutMillis, healthIntervalMillis);
    }

    public SendSettings withHealthIntervalMillis(int millis) {
        return new SendSettings(
                precision, partBytes, bufferMemoryBytes, sendTimeoutMillis, transactionTimeoutMillis, millis);
    }

    private static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " " + value + ": expecting " + name + " >= " + least);
        }
    }
}
