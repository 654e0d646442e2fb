package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.task.BuiltInTasks;
import io.ovoscope.wire.GeometryTasks;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names that tasks of the user's own have. What is scored and shown is known by its name, so no two things may have one: built-in
 * tasks keep theirs even where they are not probed, and so do the curves of the geometry, which are no tasks.
 */
final class TaskNames {
    private final Map<String, String> givers = new HashMap<>();

    /**
     * Takes a name.
     *
     * @param giver the file or text whose task it is, for the user
     * @return what is wrong with the name, if anything is
     */
    Optional<String> take(String name, String giver) {
        if (GeometryTasks.isName(name)) {
            return Optional.of("task " + name
                    + ": a curve of the geometry, which every run has, is called so: expecting another name");
        }
        if (BuiltInTasks.names().contains(name)) {
            return Optional.of("task " + name + ": a built-in task is called so: expecting another name");
        }
        String earlier = givers.putIfAbsent(name, giver);
        return earlier == null
                ? Optional.empty()
                : Optional.of("task " + name + ": the name of a task of " + earlier + " too: expecting another name");
    }
}
