package io.ovoscope.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.send.KafkaTarget;
import io.ovoscope.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentSettingsTest {
    private static final Path SHIPPED = Path.of("../configs/agent.yaml");

    @TempDir
    private Path folder;

    @Test
    void shippedFileHoldsTheDefaults() {
        assertThat(AgentSettings.read(SHIPPED)).isEqualTo(AgentSettings.defaults());
    }

    @Test
    void shippedFileHoldsEveryKey() throws IOException {
        String file = Files.readString(SHIPPED);
        for (Class<?> section : new Class<?>[] {
            AgentSettings.class,
            io.ovoscope.agent.snapshot.ScheduleSettings.class,
            io.ovoscope.agent.activation.NetworkSettings.class,
            io.ovoscope.agent.probeset.SourceSettings.class,
            io.ovoscope.agent.probeset.ProbeSetSettings.class,
            io.ovoscope.agent.probeset.task.TaskSettings.class,
            io.ovoscope.agent.encoding.EncoderSettings.class,
            io.ovoscope.agent.checkpoint.CheckpointSettings.class,
            KafkaTarget.class,
            io.ovoscope.agent.send.SendSettings.class
        }) {
            for (var component : section.getRecordComponents()) {
                assertThat(file).containsPattern(Pattern.compile("(?m)^ *" + component.getName() + ":"));
            }
        }
    }

    @Test
    void everyProblemIsNamedWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("agent.yaml"), """
                run: r7
                overheadBudget: 2
                schedule:
                  evry: 10
                network:
                  batchSentences: 0
                """);
        assertThatThrownBy(() -> AgentSettings.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("agent.yaml:4")
                .hasMessageContaining("unknown key 'evry'")
                .hasMessageContaining("batchSentences 0: expecting batchSentences >= 1");
    }

    @Test
    void secretsOfKafkaAreNotShown() {
        String login = "Module required username=me password=hunter2;";
        KafkaTarget target = new KafkaTarget("broker:9092", "ovoscope", Map.of("sasl.jaas.config", login));
        AgentSettings settings = AgentSettings.defaults().withKafka(target);
        assertThat(settings.toString()).contains("broker:9092").doesNotContain("hunter2", "username");
    }

    @Test
    void aLoginThatKafkaCannotReadIsRefusedWithoutBeingRepeated() {
        assertThatThrownBy(() -> new KafkaTarget(
                        "broker:9092", "ovoscope", Map.of("sasl.jaas.config", "username=me password=hunter2")))
                .hasMessageContaining("sasl.jaas.config")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }
}
