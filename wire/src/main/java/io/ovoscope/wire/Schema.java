package io.ovoscope.wire;

/** Name and version of what a record holds. A reader takes every minor version of its major version and refuses others. */
public enum Schema {
    RUN("ovoscope.run", 1),
    PROBE_SET("ovoscope.probeset", 1),
    ACTIVATIONS("ovoscope.activations", 1),
    PROBE("ovoscope.probe", 1),
    SAMPLE("ovoscope.sample", 1),
    CURVE("ovoscope.curve", 1),
    FINDING("ovoscope.finding", 1),
    HEALTH("ovoscope.health", 1);

    private final String id;
    private final int major;

    Schema(String id, int major) {
        this.id = id;
        this.major = major;
    }

    /** As it stands in a record, for example {@code ovoscope.curve/1}. */
    public String text() {
        return id + "/" + major;
    }

    /** Takes {@code id/major} and {@code id/major.minor}. */
    void require(String found) {
        if (!found.equals(text()) && !found.startsWith(text() + ".")) {
            throw new WireFormatException("schema '" + found + "': this reader knows " + text()
                    + (found.startsWith(id + "/") ? "; upgrade the collector before the agents" : ""));
        }
    }
}
