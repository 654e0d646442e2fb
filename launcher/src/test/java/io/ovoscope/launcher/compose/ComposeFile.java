package io.ovoscope.launcher.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A Compose file as it is written, variables not replaced.
 *
 * @param name of the file at the top of the repository
 */
record ComposeFile(String name, String text, Map<String, Object> root) {
    static final Path TOP = Path.of("..");
    static final String MAIN = "docker-compose.yml";
    static final String EXTERNAL_KAFKA = "docker-compose.external-kafka.yml";
    static final String INFLUXDB3 = "docker-compose.influxdb3.yml";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)(:[-?][^}]*)?}");

    static ComposeFile read(String name) throws IOException {
        String text = Files.readString(TOP.resolve(name));
        return new ComposeFile(name, text, map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text)));
    }

    /** Every one at the top of the repository. */
    static List<ComposeFile> all() throws IOException {
        List<ComposeFile> files = new ArrayList<>();
        try (var found = Files.newDirectoryStream(TOP, "docker-compose*.yml")) {
            for (Path file : found) {
                files.add(read(String.valueOf(file.getFileName())));
            }
        }
        return files;
    }

    /** Services by name. */
    Map<String, Map<String, Object>> services() {
        Map<String, Map<String, Object>> services = new LinkedHashMap<>();
        map(root.get("services")).forEach((name, service) -> services.put(name, map(service)));
        return services;
    }

    /** A service that has to be there. */
    Map<String, Object> service(String service) {
        Map<String, Object> found = services().get(service);
        if (found == null) {
            throw new IllegalStateException(name + " has no service " + service);
        }
        return found;
    }

    Map<String, Object> section(String name) {
        return map(root.get(name));
    }

    /** Names of variables, and what follows the name: {@code :?message}, {@code :-default} or nothing. */
    Map<String, Set<String>> variables() {
        return variables(text);
    }

    static Map<String, Set<String>> variables(String text) {
        Map<String, Set<String>> variables = new LinkedHashMap<>();
        Matcher matcher = VARIABLE.matcher(text.replaceAll("(?m)^\\s*#.*$", ""));
        while (matcher.find()) {
            variables
                    .computeIfAbsent(matcher.group(1), key -> new TreeSet<>())
                    .add(matcher.group(2) == null ? "" : matcher.group(2));
        }
        return variables;
    }

    @SuppressWarnings("unchecked") // YAML's mappings have strings for keys here
    static Map<String, Object> map(@Nullable Object node) {
        return node == null ? Map.of() : (Map<String, Object>) node;
    }

    static List<String> list(@Nullable Object node) {
        List<String> texts = new ArrayList<>();
        if (node instanceof List<?> items) {
            items.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }

    @Override
    public String toString() {
        return name;
    }
}
