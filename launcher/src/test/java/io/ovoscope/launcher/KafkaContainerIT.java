package io.ovoscope.launcher;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** {@link KafkaContract} with the image that {@code docker compose} starts; {@code ovoscope.test.kafka.image} names another. */
class KafkaContainerIT {
    private static final String IMAGE = System.getProperty("ovoscope.test.kafka.image", "apache/kafka:4.4.0");

    private static @Nullable KafkaContainer container;

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @TestFactory
    Stream<DynamicTest> contract() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            String lacking = "needs a Docker daemon, to start the image " + IMAGE;
            return Stream.of(dynamicTest("Kafka in a container", () -> abort(lacking)));
        }
        KafkaContainer running = new KafkaContainer(IMAGE);
        container = running;
        running.start();
        return KafkaContract.tests(running.getBootstrapServers());
    }
}
