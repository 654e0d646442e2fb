package io.ovoscope.collector.publish;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How points are written. */
public enum InfluxApi {
    /** As the server's version, asked for by {@code /ping}, needs it. */
    @JsonProperty("auto")
    AUTO,
    /** {@code /write} with user and password: InfluxDB before 1.8. */
    @JsonProperty("v1")
    V1,
    /** {@code /api/v2/write}: InfluxDB 1.8 and later with user and password, 2.x and 3.x with a token. */
    @JsonProperty("v2")
    V2;

    /** As it stands in the configuration file. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
