package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What a task is, without its labels.
 *
 * @param name as in the literature, for example {@code UPOS} or {@code BShift}
 * @param level what it asks for
 * @param input what the probe is given
 * @param source who gave the labels
 * @param classes names of the classes, label i being class i; empty for a regression target
 */
public record TaskInfo(String name, Level level, TaskInput input, LabelSource source, List<String> classes) {
    public TaskInfo {
        Checks.present("a task", "name", name);
        Checks.present("a task", "level", level);
        Checks.present("a task", "input", input);
        Checks.present("a task", "source", source);
        Checks.present("a task", "classes", classes);
        Names.task(name);
        classes = List.copyOf(classes);
    }

    /** Whether labels are numbers rather than classes. */
    @JsonIgnore
    public boolean isRegression() {
        return classes.isEmpty();
    }
}
