package io.ovoscope.launcher.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Compose itself says of every file and profile. Needs {@code docker compose} or {@code docker-compose}, but no daemon. */
@Timeout(60)
class ComposeConfigIT {
    private static @Nullable List<String> compose;

    @TempDir
    private Path folder;

    @BeforeAll
    static void findCompose() throws Exception {
        for (List<String> command : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
            if (compose == null && works(command)) {
                compose = command;
            }
        }
        Assumptions.assumeTrue(
                compose != null,
                "skipped: neither `docker compose` nor `docker-compose` is installed (Debian: docker-compose)");
    }

    private static boolean works(List<String> command) throws InterruptedException {
        List<String> version = new ArrayList<>(command);
        version.add("version");
        try {
            Process process = new ProcessBuilder(version)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    private record Answer(int exit, String text) {}

    private Answer config(String environment, String... options) throws Exception {
        Path file = Files.writeString(folder.resolve("given.env"), environment);
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(compose == null ? List.of() : compose);
        command.addAll(List.of("--env-file", file.toString()));
        command.addAll(List.of(options));
        command.add("config");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ComposeFile.TOP.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(INFLUX|GRAFANA|KAFKA|EXTERNAL|COMPOSE).*"));
        int exit = builder.start().waitFor();
        return new Answer(exit, Files.readString(output));
    }

    /** The example, filled in. */
    private static String filled() throws IOException {
        return Files.readString(ComposeFile.TOP.resolve(".env.example"))
                .replaceAll("(?m)^#([A-Z0-9_]+=)", "$1")
                .replaceAll("(?m)^((INFLUX|GRAFANA|EXTERNAL_KAFKA)_(PASSWORD|TOKEN)=)$", "$1filled-in-by-a-test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-f docker-compose.yml",
                "-f docker-compose.yml --profile demo",
                "-f docker-compose.external-kafka.yml",
                "-f docker-compose.yml -f docker-compose.influxdb3.yml",
                "-f docker-compose.yml -f docker-compose.influxdb3.yml --profile demo"
            })
    void everyFileAndProfileIsTaken(String options) throws Exception {
        Answer answer = config(filled(), options.split(" ", -1));
        assertThat(answer.exit()).as(answer.text()).isZero();
        assertThat(answer.text()).contains("\n  collector:").contains("filled-in-by-a-test");
        // Without the profile, one Compose shows the service and another does not.
        if (options.contains("--profile demo")) {
            assertThat(answer.text()).contains("\n  demo:");
        }
    }

    @Test
    void aStartWithoutTheEnvironmentFileSaysWhatToSet() throws Exception {
        Answer answer = config("", "-f", ComposeFile.MAIN);
        assertThat(answer.exit()).isNotZero();
        assertThat(answer.text()).containsPattern("set (INFLUX|GRAFANA)_(PASSWORD|TOKEN) in .env, see .env.example");
    }

    @Test
    void anExampleThatIsOnlyCopiedSaysWhatToSet() throws Exception {
        Answer answer = config(Files.readString(ComposeFile.TOP.resolve(".env.example")), "-f", ComposeFile.MAIN);
        assertThat(answer.exit()).isNotZero();
        assertThat(answer.text()).containsPattern("set (INFLUX|GRAFANA)_(PASSWORD|TOKEN) in .env, see .env.example");
    }
}
