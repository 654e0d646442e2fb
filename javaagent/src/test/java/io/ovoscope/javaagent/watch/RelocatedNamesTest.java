package io.ovoscope.javaagent.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.send.KafkaTarget;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelocatedNamesTest {
    private static final Map<String, String> JAAS = Map.of(
            "sasl.jaas.config", "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\";",
            "security.protocol", "SASL_SSL");

    @Test
    void kafkasOwnClassesAreNamedAsTheJarNamesThem() {
        assertThat(RelocatedNames.in(JAAS, "org.apache.kafka.", "io.ovoscope.shaded.kafka."))
                .containsEntry(
                        "sasl.jaas.config",
                        "io.ovoscope.shaded.kafka.common.security.plain.PlainLoginModule required username=\"u\";")
                .containsEntry("security.protocol", "SASL_SSL");
    }

    @Test
    void nothingIsRenamedWhereNothingWasRelocated() {
        KafkaTarget target = new KafkaTarget("localhost:9092", "ovoscope", JAAS);
        AgentSettings settings = AgentSettings.defaults().withKafka(target);
        assertThat(RelocatedNames.in(settings)).isEqualTo(settings);
    }
}
