package io.ovoscope.collector.score;

import io.ovoscope.wire.TaskInfo;
import java.util.List;
import java.util.Map;

/**
 * A probe set made ready: what is the same for every run, layer and step that uses it.
 *
 * @param inputs the tasks that can be probed, by what they read
 * @param unprobeable the other tasks, and why
 */
record PreparedProbeSet(List<PreparedInput> inputs, Map<TaskInfo, String> unprobeable) {}
