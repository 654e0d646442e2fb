package io.ovoscope.launcher.broker;

/**
 * What of the embedded broker can be chosen.
 *
 * @param port where clients connect on 127.0.0.1; 0 chooses a free port at each start
 * @param maxRecordBytes the largest record batch the broker takes
 * @param minFreeDiskBytes the broker refuses to start with less free disk than this
 */
public record BrokerSettings(int port, int maxRecordBytes, long minFreeDiskBytes) {

    /** A free port, records of up to 16 MiB, at least 1 GiB of free disk. */
    public static final BrokerSettings DEFAULT = new BrokerSettings(0, 16 << 20, 1L << 30);

    private static final int HIGHEST_PORT = 65_535;
    private static final int SMALLEST_RECORD_BYTES = 1 << 10;
    private static final int LARGEST_RECORD_BYTES = 32 << 20;

    /** Checks the ranges. */
    public BrokerSettings {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port " + port + ": expecting 0 <= port <= " + HIGHEST_PORT);
        }
        if (maxRecordBytes < SMALLEST_RECORD_BYTES || maxRecordBytes > LARGEST_RECORD_BYTES) {
            throw new IllegalArgumentException("maxRecordBytes " + maxRecordBytes + ": expecting "
                    + SMALLEST_RECORD_BYTES + " <= maxRecordBytes <= " + LARGEST_RECORD_BYTES);
        }
        if (minFreeDiskBytes < 0) {
            throw new IllegalArgumentException("minFreeDiskBytes " + minFreeDiskBytes + ": expecting at least 0");
        }
    }

    /** The same on this port; 0 chooses a free one. */
    public BrokerSettings withPort(int given) {
        return new BrokerSettings(given, maxRecordBytes, minFreeDiskBytes);
    }

    /** The same with this least free disk. */
    public BrokerSettings withMinFreeDiskBytes(long given) {
        return new BrokerSettings(port, maxRecordBytes, given);
    }
}
