package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.TextLayout;
import io.ovoscope.agent.probeset.task.TaskSettings;
import io.ovoscope.wire.LabelSource;
import java.util.List;

/** Settings for tests: the defaults but for what is asked. */
final class Settings {
    private static final ProbeSetSettings DEFAULTS = ProbeSetSettings.defaults();

    private Settings() {}

    static ProbeSetSettings with(long seed, int maxSentences, int maxWords) {
        return with(seed, maxSentences, maxWords, DEFAULTS.tasks());
    }

    static ProbeSetSettings withTasks(String... tasks) {
        return with(1, 2_000, 50, List.of(tasks));
    }

    private static ProbeSetSettings with(long seed, int maxSentences, int maxWords, List<String> tasks) {
        return new ProbeSetSettings(
                seed,
                maxSentences,
                maxWords,
                0.6,
                0.1,
                5,
                tasks,
                TaskSettings.defaults(),
                LabelSource.GOLD,
                TextLayout.PROSE,
                "en");
    }
}
