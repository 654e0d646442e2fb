package io.ovoscope.collector.publish;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import io.ovoscope.settings.Secret;
import io.ovoscope.testkit.InfluxQlClient;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * {@link InfluxContract} with the image that {@code docker compose} starts: InfluxDB 2.x with token, buckets, and InfluxQL by way of their
 * DBRP mappings. The system property {@code ovoscope.test.influxdb.image} names another, of 1.x too.
 */
class InfluxContainerIT {
    private static final String IMAGE = System.getProperty("ovoscope.test.influxdb.image", "influxdb:2.9.1");
    private static final int PORT = 8086;
    private static final String ORG = "lab";
    private static final String TOKEN = "token-of-the-test";

    private static @Nullable GenericContainer<?> container;

    private static GenericContainer<?> started() {
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withExposedPorts(PORT)
                .withEnv("DOCKER_INFLUXDB_INIT_MODE", "setup")
                .withEnv("DOCKER_INFLUXDB_INIT_USERNAME", "admin")
                .withEnv("DOCKER_INFLUXDB_INIT_PASSWORD", "password of the test")
                .withEnv("DOCKER_INFLUXDB_INIT_ORG", ORG)
                .withEnv("DOCKER_INFLUXDB_INIT_BUCKET", "first")
                .withEnv("DOCKER_INFLUXDB_INIT_ADMIN_TOKEN", TOKEN)
                .waitingFor(Wait.forHttp("/ping").forStatusCode(204));
        container.start();
        return container;
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @TestFactory
    Stream<DynamicTest> contract() throws Exception {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            String lacking = "needs a Docker daemon, to start the image " + IMAGE;
            return Stream.of(dynamicTest("InfluxDB in a container", () -> abort(lacking)));
        }
        GenericContainer<?> running = started();
        container = running;
        String url = "http://" + running.getHost() + ":" + running.getMappedPort(PORT);
        InfluxSettings plain = InfluxSettings.at(url, "first");
        try (InfluxHttp http = new InfluxHttp(plain, new Failures(plain))) {
            return InfluxContract.tests(http.version().isV1() ? new OfDatabases(url) : new OfBuckets(url));
        }
    }

    private record OfBuckets(String url) implements InfluxContract.InfluxUnderTest {
        @Override
        public InfluxSettings emptyDatabase() {
            String bucket = "b" + UUID.randomUUID();
            try (InfluxDBClient client = InfluxDBClientFactory.create(url, TOKEN.toCharArray(), ORG)) {
                String org =
                        client.getOrganizationsApi().findOrganizations().get(0).getId();
                client.getBucketsApi().createBucket(bucket, org);
            }
            InfluxSettings usual = InfluxSettings.at(url, bucket);
            return new InfluxSettings(
                    usual.url(),
                    usual.api(),
                    bucket,
                    "",
                    ORG,
                    new Secret(TOKEN),
                    "",
                    Secret.none(),
                    usual.batchPoints(),
                    usual.requestTimeoutMillis(),
                    usual.retryMinMillis(),
                    usual.retryMaxMillis());
        }

        @Override
        public InfluxQlClient client() {
            return new InfluxQlClient(url, "Token " + TOKEN);
        }
    }

    private record OfDatabases(String url) implements InfluxContract.InfluxUnderTest {
        @Override
        public InfluxSettings emptyDatabase() {
            return InfluxSettings.at(url, "d" + UUID.randomUUID());
        }

        @Override
        public InfluxQlClient client() {
            return new InfluxQlClient(url, "Basic bm9ib2R5Og==");
        }
    }
}
