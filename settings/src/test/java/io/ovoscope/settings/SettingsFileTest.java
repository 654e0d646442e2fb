package io.ovoscope.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    enum Pooling {
        MEAN,
        LAST
    }

    record Kafka(String servers, int partitions, Map<String, String> properties, Secret password) {
        Kafka {
            if (partitions < 1) {
                throw new IllegalArgumentException("partitions " + partitions + ": expecting at least 1");
            }
        }
    }

    record Settings(String run, double budget, boolean keep, List<String> layers, Pooling pooling, Kafka kafka) {
        Settings {
            if (budget < 0) {
                throw new IllegalArgumentException("budget " + budget + ": expecting at least 0");
            }
        }
    }

    private static final Settings DEFAULTS = new Settings(
            "run", 0.02, false, List.of(), Pooling.MEAN, new Kafka("localhost:9092", 4, Map.of(), Secret.none()));

    @TempDir
    private Path folder;

    private Settings read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("agent.yaml"), yaml);
        return SettingsFile.read(file, DEFAULTS, Map.of("PW", "hunter2", "N", "8"));
    }

    @Test
    void whatIsNotWrittenKeepsItsDefault() throws IOException {
        assertThat(read("")).isEqualTo(DEFAULTS);
        assertThat(read("# nothing but a comment\n")).isEqualTo(DEFAULTS);
        assertThat(read("kafka:\n  partitions: 2\n").kafka())
                .isEqualTo(new Kafka("localhost:9092", 2, Map.of(), Secret.none()));
    }

    @Test
    void valuesTakeTheirTypesAndVariables() throws IOException {
        Settings settings = read("""
                run: 17
                budget: 1
                keep: true
                layers: [emb, block1]
                pooling: LAST
                kafka:
                  servers: ${HOST:-broker}:9092
                  partitions: ${N}
                  password: ${PW}
                  properties:
                    security.protocol: SASL_SSL
                    sasl.jaas.config: secret=${PW}
                """);
        assertThat(settings)
                .isEqualTo(new Settings(
                        "17",
                        1.0,
                        true,
                        List.of("emb", "block1"),
                        Pooling.LAST,
                        new Kafka(
                                "broker:9092",
                                8,
                                Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "secret=hunter2"),
                                new Secret("hunter2"))));
    }

    @Test
    void aKeyWithNothingBehindItKeepsItsDefault() throws IOException {
        assertThat(read("""
                run:
                budget:
                keep:
                layers:
                pooling:
                kafka:
                  servers:
                  partitions:
                  password:
                  properties:
                """)).isEqualTo(DEFAULTS);
        assertThat(read("run: null\nkafka: ~\n")).isEqualTo(DEFAULTS);
        assertThat(read("kafka: {servers: ''}").kafka().servers()).isEmpty();
        assertThatThrownBy(() -> read("kafka:\n  properties:\n    security.protocol:\n"))
                .hasMessageContaining("agent.yaml:3: kafka.properties.security.protocol: no value: expecting one");
    }

    @Test
    void variablesAreTakenInItemsOfAListToo() throws IOException {
        assertThat(read("layers: [emb, '${HOST:-block}1']").layers()).containsExactly("emb", "block1");
        assertThatThrownBy(() -> read("layers: ['${NOWHERE}']"))
                .hasMessageContaining("environment variable NOWHERE is not set");
    }

    @Test
    void secretsDoNotShowThemselves() throws IOException {
        assertThat(read("kafka: {password: '${PW}'}").toString())
                .doesNotContain("hunter2")
                .contains("(hidden)");
    }

    @Test
    void everyProblemIsReportedWithItsLine() {
        assertThatThrownBy(() -> read("""
                        run: a
                        bugdet: 3
                        keep: perhaps
                        pooling: FIRST
                        kafka:
                          partitions: 0
                          servers: ${NOWHERE}
                          partition: 1
                        """))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems())
                                .anySatisfy(
                                        p -> assertThat(p)
                                                .contains(
                                                        "agent.yaml:2: bugdet: unknown key 'bugdet': expecting one of budget, kafka"))
                                .anySatisfy(p -> assertThat(p)
                                        .contains("agent.yaml:3: keep: 'perhaps': expecting true or false"))
                                .anySatisfy(p -> assertThat(p)
                                        .contains("agent.yaml:4: pooling: 'FIRST': expecting one of [MEAN, LAST]"))
                                .anySatisfy(p -> assertThat(p)
                                        .contains("agent.yaml:5: kafka: partitions 0: expecting at least 1"))
                                .anySatisfy(p -> assertThat(p)
                                        .contains(
                                                "agent.yaml:7: kafka.servers: environment variable NOWHERE is not set"))
                                .anySatisfy(p -> assertThat(p).contains("agent.yaml:8: kafka.partition: unknown key"))
                                .hasSize(6));
    }

    @Test
    void aFileThatIsNoYamlOrNotThereIsNamed() {
        assertThatThrownBy(() -> read("run: [a\nkeep: {"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("agent.yaml:");
        assertThatThrownBy(() -> read("run: a\nrun: b\n"))
                .hasMessageContaining("agent.yaml:2")
                .hasMessageContaining("run");
        assertThatThrownBy(() -> SettingsFile.read(folder.resolve("none.yaml"), DEFAULTS, Map.of()))
                .hasMessageContaining("none.yaml: cannot be read");
    }
}
