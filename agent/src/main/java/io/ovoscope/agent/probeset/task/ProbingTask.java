package io.ovoscope.agent.probeset.task;

import java.util.Random;

/** A probing task: what it asks for, and which items of the given sentences carry which label. */
public interface ProbingTask {
    /** What the task is. */
    TaskOutline outline();

    /**
     * Labels the sentences. Classes that are too rare, and tasks left with one class, are sorted out afterwards.
     *
     * @param sentences the probe set's unaltered sentences with their splits
     * @param random the task's own, seeded: whatever other tasks draw changes nothing here
     */
    TaskDraft draft(ProbeSentences sentences, Random random);
}
