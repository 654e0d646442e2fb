package io.ovoscope.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorSettingsTest {
    private static final Path SHIPPED = Path.of("..", "configs", "collector.yaml");

    @TempDir
    private Path directory;

    @Test
    void shippedFileStatesTheDefaults() {
        assertThat(CollectorSettings.read(SHIPPED, Map.of())).isEqualTo(CollectorSettings.defaults());
    }

    @Test
    void shippedFileExplainsEveryKey() throws Exception {
        List<String> lines = Files.readAllLines(SHIPPED);
        for (String key : keys(CollectorSettings.class)) {
            assertThat(lines)
                    .as("key %s", key)
                    .anySatisfy(line -> assertThat(line.strip()).startsWith(key + ":"));
        }
    }

    private static List<String> keys(Class<?> section) {
        List<String> keys = new ArrayList<>();
        for (var component : section.getRecordComponents()) {
            keys.add(component.getName());
            boolean nested = component.getType().isRecord()
                    && !component.getType().getSimpleName().equals("Secret");
            keys.addAll(nested ? keys(component.getType()) : List.of());
        }
        return keys;
    }

    @Test
    void everyMistakeIsNamedWithItsLine() throws Exception {
        Path file = Files.writeString(directory.resolve("collector.yaml"), """
                stages: [score, guess]
                score:
                  threads: -1
                  l2Grid: [1.0, 10.0]
                  speed: 9
                topics:
                  activationPartitions: 0
                publish:
                  influxdb:
                    token: ${NOT_SET}
                """);

        assertThatThrownBy(() -> CollectorSettings.read(file, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("collector.yaml:1: stages")
                .hasMessageContaining("threads -1: expecting 0 <= threads")
                .hasMessageContaining("collector.yaml:5: score.speed")
                .hasMessageContaining("activationPartitions 0: expecting 1 <= activationPartitions")
                .hasMessageContaining("NOT_SET");
    }

    @Test
    void mistakesAboutReceiversOfAlertsAreNamedWithoutTheirSecrets() throws Exception {
        Path file = Files.writeString(directory.resolve("collector.yaml"), """
                alerts:
                  alertmanager: {url: "alertmanager:9093", resendSeconds: 60, holdSeconds: 90}
                  webhook: {url: "ftp://hooks/${KEY}", token: "${TOKEN}"}
                """);

        assertThatThrownBy(() -> CollectorSettings.read(file, Map.of("KEY", "top-secret-1", "TOKEN", "top-secret\n2")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("collector.yaml:2: alerts.alertmanager")
                .hasMessageContaining("holdSeconds 90: expecting 120 <= holdSeconds")
                .hasMessageContaining("expecting http://host:port/path")
                .hasMessageContaining("token holds a line break")
                .hasMessageNotContaining("top-secret");
    }

    @Test
    void secretsAreNotShown() throws Exception {
        Path file = Files.writeString(directory.resolve("collector.yaml"), """
                kafka:
                  properties: {sasl.jaas.config: "Module required password=${SECRET};"}
                publish:
                  influxdb: {token: "${INFLUX_TOKEN}"}
                alerts:
                  alertmanager: {token: "${INFLUX_TOKEN}"}
                  webhook: {url: "http://hooks/${SECRET}", token: "${INFLUX_TOKEN}"}
                """);
        CollectorSettings settings =
                CollectorSettings.read(file, Map.of("SECRET", "top-secret-1", "INFLUX_TOKEN", "top-secret-2"));

        assertThat(settings.kafka().properties())
                .containsEntry("sasl.jaas.config", "Module required password=top-secret-1;");
        assertThat(settings.publish().influxdb().token().value()).isEqualTo("top-secret-2");
        assertThat(settings.toString()).doesNotContain("top-secret");
    }

    @Test
    void aLoginThatKafkaCannotReadIsRefusedWithoutBeingRepeated() throws Exception {
        Path file = Files.writeString(directory.resolve("collector.yaml"), """
                kafka:
                  properties: {sasl.jaas.config: "${SECRET}"}
                """);
        assertThatThrownBy(() -> CollectorSettings.read(file, Map.of("SECRET", "Module required password=top secret;")))
                .hasMessageContaining("sasl.jaas.config")
                .hasMessageNotContaining("top")
                .hasMessageNotContaining("secret;");
    }
}
