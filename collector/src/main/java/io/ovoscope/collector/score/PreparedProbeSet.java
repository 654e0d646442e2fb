package io.ovoscope.collector.score;

import io.ovoscope.wire.TaskInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A probe set made ready: what is the same for every run, layer and step that uses it.
 *
 * @param inputs the tasks of classes, by what they read
 * @param structural the structural probe's, where the set has them
 * @param unprobeable the other tasks, and why
 */
record PreparedProbeSet(
        List<PreparedInput> inputs, Optional<PreparedStructural> structural, Map<TaskInfo, String> unprobeable) {}
