package io.ovoscope.agent.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class KafkaSenderOfflineTest {
    private static KafkaClients clients(Map<String, String> properties) {
        return new KafkaClients(
                new KafkaTarget("no-such-host.invalid:9092", "ovoscope", properties), SendSettings.defaults(), "r7");
    }

    @Test
    void impossiblePropertiesAreRefusedBeforeTrainingAndWithoutANetwork() {
        assertThatThrownBy(() -> clients(Map.of("batch.size", "many")).requireValid())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("batch.size");
    }

    @Test
    void unresolvableHostIsNoReasonToRefuse() {
        clients(Map.of()).requireValid();
    }

    @Test
    void unresolvableHostIsAnUnreachableBroker() {
        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(
                () -> clients(Map.of()).announcer().close());
        assertThat(KafkaFailures.of("opening", thrown).reason()).isEqualTo(DropReason.BROKER_UNREACHABLE);
    }

    @Test
    void whatThePromisesRestOnCannotBeOverridden() {
        KafkaClients clients = clients(Map.of("acks", "0", "enable.idempotence", "false", "transactional.id", "mine"));
        clients.requireValid();
    }
}
