package io.ovoscope.collector.topics;

import io.ovoscope.wire.RunManifest;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the topics hold of a run.
 *
 * @param manifest its newest attempt's; empty where it was deleted or never came, while points are there
 * @param points scored: tasks × layers × steps, less what is not there yet
 * @param steps with at least one point
 * @param newestStep of them; empty without points
 */
public record RunSummary(String run, Optional<RunManifest> manifest, long points, int steps, OptionalLong newestStep) {}
