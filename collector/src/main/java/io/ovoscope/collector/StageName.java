package io.ovoscope.collector;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The stages, in the order of the line. */
public enum StageName {
    /** Activations in, points out. */
    @JsonProperty("score")
    SCORE,
    /** Points in, findings out. */
    @JsonProperty("watch")
    WATCH,
    /** Findings to people: Alertmanager, a webhook, the log. */
    @JsonProperty("alert")
    ALERT,
    /** Points and findings into InfluxDB; idle unless {@code publish.influxdb.url} is set. */
    @JsonProperty("publish")
    PUBLISH,
    /** The page. */
    @JsonProperty("view")
    VIEW;

    /** As it stands in the configuration file. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
