package io.ovoscope.launcher.bench.stream;

import java.util.List;

/**
 * What was measured.
 *
 * @param bytes of a snapshot on the wire, copies of layer 0 included
 * @param records that it takes
 */
record StreamResult(Shape shape, long bytes, long records, List<Round> rounds) {
    StreamResult {
        rounds = List.copyOf(rounds);
    }

    /** Bytes per second of each lane; the counterparts one after the other, in turns. */
    record Round(double producer, double agent, double consumer, double collector) {}
}
