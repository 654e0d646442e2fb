package io.ovoscope.wire;

import org.jspecify.annotations.Nullable;

/** The checks that several records share; each names the field, its value and what was expected. */
final class Checks {
    private Checks() {}

    /** JSON that lacks a field gives null for it, whatever the record's types say. */
    static void present(String record, String field, @Nullable Object value) {
        if (value == null) {
            throw new WireFormatException(record + " lacks " + field);
        }
    }

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

    static void finiteOrNone(String field, @Nullable Double value) {
        if (value != null && !Double.isFinite(value)) {
            throw new WireFormatException(field + " " + value + ": expecting a finite number, or none");
        }
    }
}
