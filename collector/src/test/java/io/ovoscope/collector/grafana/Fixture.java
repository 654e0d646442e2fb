package io.ovoscope.collector.grafana;

import java.util.List;

/** Records of one run, published. */
interface Fixture {
    /** Line protocol as the collector's publish stage writes it. */
    List<String> lines(String run);
}
