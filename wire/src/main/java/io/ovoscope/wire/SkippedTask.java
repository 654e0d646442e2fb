package io.ovoscope.wire;

/**
 * A task that was asked for and cannot be probed.
 *
 * @param reason a sentence for the user, for example "one class only (NOUN)"
 */
public record SkippedTask(String task, String reason) {
    public SkippedTask {
        Checks.present("a skipped task", "task", task);
        Checks.present("a skipped task", "reason", reason);
        Names.task(task);
    }
}
