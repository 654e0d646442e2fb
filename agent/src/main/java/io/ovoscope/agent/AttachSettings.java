package io.ovoscope.agent;

import java.util.List;

/**
 * Which networks are watched where the agent finds them itself, under {@code -javaagent}. A program that attaches by a line of code has
 * chosen.
 *
 * @param classes names of classes, simple or whole, one of which the network must be or extend; empty for any
 * @param minParameters networks with fewer parameters are left alone
 * @param maxNetworks networks that are watched at a time
 * @param timeoutMillis longest that the first {@code fit} of a network waits for attaching; then the network is left alone
 */
public record AttachSettings(List<String> classes, long minParameters, int maxNetworks, long timeoutMillis) {
    public AttachSettings {
        classes = List.copyOf(classes);
        if (classes.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("classes " + classes + ": expecting names of classes");
        }
        if (minParameters < 0) {
            throw new IllegalArgumentException("minParameters " + minParameters + ": expecting minParameters >= 0");
        }
        if (maxNetworks < 1) {
            throw new IllegalArgumentException("maxNetworks " + maxNetworks + ": expecting maxNetworks >= 1");
        }
        if (timeoutMillis < 1) {
            throw new IllegalArgumentException("timeoutMillis " + timeoutMillis + ": expecting timeoutMillis >= 1");
        }
    }

    /** Every network, four at a time, each attached within a minute. */
    public static AttachSettings defaults() {
        return new AttachSettings(List.of(), 0, 4, 60_000);
    }

    public AttachSettings withClasses(String... names) {
        return new AttachSettings(List.of(names), minParameters, maxNetworks, timeoutMillis);
    }

    public AttachSettings withMinParameters(long count) {
        return new AttachSettings(classes, count, maxNetworks, timeoutMillis);
    }

    public AttachSettings withMaxNetworks(int count) {
        return new AttachSettings(classes, minParameters, count, timeoutMillis);
    }

    public AttachSettings withTimeoutMillis(long millis) {
        return new AttachSettings(classes, minParameters, maxNetworks, millis);
    }
}
