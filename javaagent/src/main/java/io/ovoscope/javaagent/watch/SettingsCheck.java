package io.ovoscope.javaagent.watch;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.settings.SettingsException;
import java.nio.file.Path;

/** Looks at the settings before the program runs; sees no DL4J. */
public final class SettingsCheck {
    private SettingsCheck() {}

    /** Everything that is wrong with the file, one line each; empty where nothing is. */
    public static String problems(Path file) {
        try {
            AgentSettings.read(file);
            return "";
        } catch (SettingsException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
