package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.util.List;

/**
 * A task before its classes are counted.
 *
 * @param name as in the literature
 * @param level what it asks for
 * @param input what the probe is given
 * @param source who gave the labels
 * @param classes the classes in their order; empty for those that occur, numbers by value and the rest by alphabet
 */
public record TaskOutline(String name, Level level, TaskInput input, LabelSource source, List<String> classes) {
    public TaskOutline {
        classes = List.copyOf(classes);
    }
}
