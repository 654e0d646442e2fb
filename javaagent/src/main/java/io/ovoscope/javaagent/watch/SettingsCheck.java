package io.ovoscope.javaagent.watch;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.encoding.EncoderSettings;
import io.ovoscope.settings.SettingsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at the settings before the program runs; sees no DL4J. */
public final class SettingsCheck {
    private SettingsCheck() {}

    /** Everything that is wrong with the file, one line each; empty where nothing is. */
    public static String problems(Path file) {
        try {
            AgentSettings settings = AgentSettings.read(file);
            List<String> problems = new ArrayList<>();
            if (settings.sources().isEmpty()) {
                problems.add(
                        file + ": sources: none: expecting at least one of conllu, text, supersenses and sentEval");
            }
            if (settings.encoder().kind() == EncoderSettings.Kind.NONE) {
                problems.add(file + ": encoder.kind: NONE: expecting WORD, WORDPIECE, BPE or CHARACTERS");
            }
            return String.join("\n", problems);
        } catch (SettingsException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
