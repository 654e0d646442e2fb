package io.ovoscope.agent.replay;

import java.util.List;

/** Why checkpoints cannot be replayed: everything that is wrong, a line each. */
public final class CheckpointProblems extends Exception {
    private static final long serialVersionUID = 1L;

    public CheckpointProblems(List<String> problems) {
        super(String.join("\n", problems));
    }

    CheckpointProblems(String problem, Throwable cause) {
        super(problem, cause);
    }

    static void requireNone(List<String> problems) throws CheckpointProblems {
        if (!problems.isEmpty()) {
            throw new CheckpointProblems(problems);
        }
    }
}
