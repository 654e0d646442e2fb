/** The probing tasks: each turns sentences into labelled items; a new task is one class and a line in {@code BuiltInTasks}. */
@NullMarked
package io.ovoscope.agent.probeset.task;

import org.jspecify.annotations.NullMarked;
