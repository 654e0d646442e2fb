package io.ovoscope.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a YAML file of settings. */
public final class SettingsFile {
    private SettingsFile() {}

    /**
     * The file laid over the defaults. Sections are records within the record; {@code ${NAME}} in a value is taken from the
     * environment, {@code ${NAME:-otherwise}} with a default.
     *
     * @param file UTF-8
     * @param defaults a record that holds a value for every key; an empty map there takes any key
     * @throws SettingsException naming every unknown key, unreadable value, unset variable and refused section, with its line
     */
    public static <T extends Record> T read(Path file, T defaults, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        YamlDocument document = parse(file, problems);
        RecordBinder binder = new RecordBinder((path, text) -> problems.add(at(file, document, path) + text));
        Overlay overlay = new Overlay(environment, (path, text) -> problems.add(at(file, document, path) + text));
        ObjectNode merged = overlay.merge(binder.tree(defaults), document.root(), "");
        @SuppressWarnings("unchecked") // the class of a T is a Class<T>
        T settings = binder.bind((Class<T>) defaults.getClass(), merged, "");
        if (settings == null || !problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    private static String at(Path file, YamlDocument document, String path) {
        return file + ":" + document.line(path) + ": " + (path.isEmpty() ? "" : path + ": ");
    }

    private static YamlDocument parse(Path file, List<String> problems) {
        try {
            return YamlDocument.parse(Files.readString(file));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            problems.add(file + ":" + line + ": not YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            problems.add(file + ": cannot be read: " + e);
        }
        throw new SettingsException(problems);
    }
}
