package io.ovoscope.wire;

/** The checks that several records share; each names the field, its value and what was expected. */
final class Checks {
    private Checks() {}

    static void atLeast(String field, long value, long min) {
        if (value < min) {
            throw new WireFormatException(field + " " + value + ": expecting " + field + " >= " + min);
        }
    }

    static void within(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new WireFormatException(field + " " + value + ": expecting " + min + " <= " + field + " <= " + max);
        }
    }

    static void within(String field, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new WireFormatException(field + " " + value + ": expecting " + min + " <= " + field + " <= " + max);
        }
    }
}
