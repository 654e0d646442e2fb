package io.ovoscope.collector.publish;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The generations of InfluxDB that are written to differently. */
enum InfluxVersion {
    /** 1.0 to 1.7: {@code /write} only. */
    BEFORE_1_8,
    /** 1.8 and later 1.x: {@code /api/v2/write} too. */
    FROM_1_8,
    /** 2.x. */
    V2,
    /** 3.x, which deletes nothing. */
    FROM_V3;

    private static final Pattern NUMBER = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4}).*");
    private static final int FIRST_MINOR_WITH_NEW_API = 8;

    /** From the header {@code X-Influxdb-Version}, for example {@code 1.6.7~rc0} or {@code v2.7.1}; empty where it says no number. */
    static Optional<InfluxVersion> parse(String header) {
        Matcher matcher = NUMBER.matcher(header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        return Optional.of(
                switch (major) {
                    case 0, 1 -> minor >= FIRST_MINOR_WITH_NEW_API && major == 1 ? FROM_1_8 : BEFORE_1_8;
                    case 2 -> V2;
                    default -> FROM_V3;
                });
    }

    /** Whether it has databases, users and InfluxQL statements that change them. */
    boolean isV1() {
        return this == BEFORE_1_8 || this == FROM_1_8;
    }
}
