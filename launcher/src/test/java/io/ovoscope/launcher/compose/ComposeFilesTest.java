package io.ovoscope.launcher.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.CollectorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Compose files promise: nothing unpinned, nothing published beyond loopback, no secret, nothing unchecked. */
class ComposeFilesTest {
    private static final Pattern FULL_VERSION = Pattern.compile("[a-z/-]+:\\d+\\.\\d+\\.\\d+[\\w.-]*");
    private static final Pattern OUR_OWN = Pattern.compile("ovoscope(-collector)?:\\$\\{OVOSCOPE_VERSION:-local}");
    private static final Pattern SECRET_NAME = Pattern.compile(".*(PASSWORD|TOKEN|SECRET).*");

    static List<ComposeFile> files() throws IOException {
        return ComposeFile.all();
    }

    @Test
    void theFilesThatTheDocumentsNameAreThere() throws IOException {
        assertThat(files())
                .extracting(ComposeFile::name)
                .containsExactlyInAnyOrder(ComposeFile.MAIN, ComposeFile.EXTERNAL_KAFKA, ComposeFile.INFLUXDB3);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyImageIsPinnedToAFullVersion(ComposeFile file) {
        file.services().forEach((name, service) -> {
            String image = String.valueOf(service.get("image"));
            boolean isOurs = service.containsKey("build");
            assertThat(image).as(name).matches(isOurs ? OUR_OWN : FULL_VERSION);
        });
    }

    @Test
    void everyBaseImageIsPinnedToAFullVersion() throws IOException {
        Matcher bases = Pattern.compile("(?m)^FROM (\\S+)( AS (\\w+))?").matcher(dockerfile());
        Set<String> stages = new TreeSet<>();
        while (bases.find()) {
            if (!stages.contains(bases.group(1))) {
                assertThat(bases.group(1)).matches(FULL_VERSION);
            }
            stages.add(Objects.requireNonNullElse(bases.group(3), ""));
        }
        assertThat(stages).contains("build", "collector", "ovoscope");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyPublishedPortIsOnLoopback(ComposeFile file) {
        file.services().forEach((name, service) -> {
            assertThat(service).as(name).doesNotContainKey("network_mode");
            assertThat(ComposeFile.list(service.get("ports")))
                    .as(name)
                    .allMatch(port -> port.matches("127\\.0\\.0\\.1:\\$\\{[A-Z]+_PORTS?:-[0-9-]+}:\\d+"));
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyServiceThatStaysUpHasAHealthCheckAndIsWaitedFor(ComposeFile file) {
        Map<String, Map<String, Object>> services = file.services();
        services.forEach((name, service) -> {
            boolean endsOfItself = "no".equals(service.get("restart"));
            if (!endsOfItself) {
                assertThat(ComposeFile.map(service.get("healthcheck"))).as(name).containsKey("test");
            }
            ComposeFile.map(service.get("depends_on")).forEach((other, condition) -> {
                assertThat(services).containsKey(other);
                assertThat(ComposeFile.map(condition)).as(name).containsEntry("condition", "service_healthy");
            });
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void noSecretStandsInAFile(ComposeFile file) throws IOException {
        file.services()
                .forEach((name, service) -> ComposeFile.map(service.get("environment"))
                        .forEach((key, value) -> {
                            if (SECRET_NAME.matcher(key).matches()) {
                                assertThat(String.valueOf(value)).as(key).matches("\\$\\{[A-Z_]+:(-|\\?[^}]+)}");
                            }
                        }));
        for (Map.Entry<String, String> entry : example().entrySet()) {
            if (SECRET_NAME.matcher(entry.getKey()).matches() && !entry.getKey().endsWith("_FILE")) {
                assertThat(entry.getValue()).as(entry.getKey()).isEmpty();
            }
        }
    }

    @Test
    void everyVariableIsInTheExampleAndIsUsed() throws IOException {
        Set<String> used = new TreeSet<>(Set.of("COMPOSE_PROJECT_NAME"));
        for (ComposeFile file : files()) {
            used.addAll(file.variables().keySet());
        }
        assertThat(example().keySet()).containsExactlyInAnyOrderElementsOf(used);
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatHasNoDefaultSaysWhatToSetAndWhere(ComposeFile file) {
        file.variables()
                .forEach((name, rests) -> assertThat(rests)
                        .allMatch(rest ->
                                rest.startsWith(":-") || rest.equals(":?set " + name + " in .env, see .env.example")));
    }

    @Test
    void defaultsInTheExampleAreThoseOfTheFiles() throws IOException {
        Map<String, String> example = example();
        for (ComposeFile file : files()) {
            file.variables()
                    .forEach((name, rests) -> rests.stream()
                            .filter(rest -> rest.startsWith(":-"))
                            .forEach(rest -> assertThat(example).containsEntry(name, rest.substring(2))));
        }
    }

    @Test
    void theEnvironmentFileIsNeitherCommittedNorSentToTheBuild() throws IOException {
        assertThat(Files.readAllLines(ComposeFile.TOP.resolve(".gitignore"))).contains(".env");
        List<String> ignored = Files.readAllLines(ComposeFile.TOP.resolve(".dockerignore"));
        assertThat(ignored).contains("*", "**/.env*");
    }

    @ParameterizedTest
    @MethodSource("files")
    void volumesAreNamedAndWhatIsMountedExists(ComposeFile file) {
        Set<String> named = new TreeSet<>();
        file.services()
                .values()
                .forEach(service -> ComposeFile.list(service.get("volumes")).forEach(volume -> {
                    String source = volume.split(":", -1)[0];
                    if (source.startsWith("./")) {
                        assertThat(volume).endsWith(":ro");
                        assertThat(ComposeFile.TOP.resolve(source.substring(2))).exists();
                    } else {
                        named.add(source);
                    }
                }));
        assertThat(file.section("volumes").keySet()).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void grafanaFindsItsFilesWhereTheyAreMountedAndIsGivenTheVariablesThatTheyUse() throws IOException {
        Map<String, Object> grafana = ComposeFile.read(ComposeFile.MAIN).service("grafana");
        Path provisioning = ComposeFile.TOP.resolve("dashboards/provisioning");
        for (String kind : List.of("datasources", "dashboards", "alerting")) {
            assertThat(provisioning.resolve(kind)).isDirectoryContaining("glob:**.yaml");
        }
        assertThat(Files.readString(provisioning.resolve("dashboards/ovoscope.yaml")))
                .contains("path: /var/lib/grafana/dashboards");
        assertThat(ComposeFile.list(grafana.get("volumes")))
                .contains(
                        "./dashboards/provisioning:/etc/grafana/provisioning:ro",
                        "./dashboards:/var/lib/grafana/dashboards:ro");
        Matcher variables = Pattern.compile("(?m)^[^#\\n]*\\$\\{?([A-Z_]+)")
                .matcher(Files.readString(provisioning.resolve("datasources/ovoscope.yaml")));
        Set<String> used = new TreeSet<>();
        while (variables.find()) {
            used.add(variables.group(1));
        }
        assertThat(used).isNotEmpty();
        assertThat(ComposeFile.map(grafana.get("environment"))).containsKeys(used.toArray(String[]::new));
    }

    @Test
    void servicesThatBothFilesHaveAreTheSame() throws IOException {
        ComposeFile main = ComposeFile.read(ComposeFile.MAIN);
        ComposeFile external = ComposeFile.read(ComposeFile.EXTERNAL_KAFKA);
        assertThat(external.services()).containsOnlyKeys("influxdb", "collector", "grafana");
        assertThat(external.service("influxdb")).isEqualTo(main.service("influxdb"));
        assertThat(external.service("grafana")).isEqualTo(main.service("grafana"));
        Map<String, Object> rest = new HashMap<>(external.service("collector"));
        rest.remove("secrets");
        for (String differs : List.of("environment", "depends_on", "volumes")) {
            rest.put(differs, main.service("collector").get(differs));
        }
        assertThat(rest).isEqualTo(main.service("collector"));
    }

    @Test
    void theCollectorIsGivenTheSettingsThatItReads() throws IOException {
        CollectorSettings plain = settings(ComposeFile.MAIN, "compose-collector.yaml");
        assertThat(plain.kafka().properties()).isEmpty();
        CollectorSettings secured = settings(ComposeFile.EXTERNAL_KAFKA, "compose-collector-external-kafka.yaml");
        assertThat(secured.kafka().properties()).containsEntry("security.protocol", "SASL_SSL");
        assertThat(secured.kafka().properties().get("sasl.jaas.config"))
                .contains("username=\"user\" password=\"given\";");
        for (CollectorSettings settings : List.of(plain, secured)) {
            assertThat(settings.view().port()).isEqualTo(8080);
            assertThat(settings.publish().influxdb().enabled()).isTrue();
            assertThat(settings.publish().influxdb().database()).isEqualTo("ovoscope");
        }
    }

    /** As the container reads it, with what the Compose file puts into its environment. */
    private static CollectorSettings settings(String composeFile, String settingsFile) throws IOException {
        Map<String, Object> collector = ComposeFile.read(composeFile).service("collector");
        assertThat(ComposeFile.list(collector.get("volumes")))
                .containsOnly("./configs/" + settingsFile + ":/etc/ovoscope/collector.yaml:ro");
        Map<String, String> environment = new HashMap<>();
        ComposeFile.map(collector.get("environment")).forEach((key, value) -> {
            String text = String.valueOf(value);
            String given = key.endsWith("_USER") ? "user" : "given";
            environment.put(
                    key, text.startsWith("${") ? text.contains(":-") ? text.replaceAll(".*:-|}", "") : given : text);
        });
        return CollectorSettings.read(Path.of("../configs").resolve(settingsFile), environment);
    }

    @Test
    void theHealthCheckIsTheSameInImageAndComposeFile() throws IOException {
        Map<String, Object> check = ComposeFile.map(
                ComposeFile.read(ComposeFile.MAIN).service("collector").get("healthcheck"));
        List<String> command = ComposeFile.list(check.get("test"));
        assertThat(command.get(0)).isEqualTo("CMD");
        String words = dockerfile().replaceAll("\\\\\\n\\s*", "");
        for (String word : command.subList(1, command.size())) {
            assertThat(words).contains("\"" + word + "\"");
        }
    }

    @Test
    void imagesRunWithoutRoot() throws IOException {
        String dockerfile = dockerfile();
        assertThat(dockerfile).contains("USER 10001:10001").contains("HEALTHCHECK");
        assertThat(dockerfile.split("FROM java AS", -1)).hasSize(3);
        assertThat(dockerfile.substring(dockerfile.indexOf("USER 10001"))).doesNotContain("USER root");
    }

    private static String dockerfile() throws IOException {
        return Files.readString(ComposeFile.TOP.resolve("Dockerfile"));
    }

    /** Names and values in .env.example, those that are commented out too. */
    private static Map<String, String> example() throws IOException {
        Map<String, String> values = new HashMap<>();
        Matcher lines = Pattern.compile("(?m)^#?([A-Z0-9_]+)=(.*)$")
                .matcher(Files.readString(ComposeFile.TOP.resolve(".env.example")));
        while (lines.find()) {
            values.put(lines.group(1), lines.group(2));
        }
        return values;
    }
}
