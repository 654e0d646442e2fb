package io.ovoscope.collector.probe;

/** Lower and upper bound of a figure. */
public record Interval(double lower, double upper) {

    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("interval " + lower + " to " + upper + ": expecting lower <= upper");
        }
    }

    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
