package io.ovoscope.collector.publish;

import io.ovoscope.testkit.InfluxDaemon;
import io.ovoscope.testkit.InfluxQlClient;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@link InfluxContract} with InfluxDB 1.x, as Debian has it. */
class InfluxDebianIT {
    @TempDir
    private static Path directory;

    private static InfluxDaemon influxd;

    @BeforeAll
    static void start() throws Exception {
        influxd = InfluxDaemon.start(directory);
    }

    @AfterAll
    static void stop() {
        if (influxd != null) {
            influxd.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> contract() {
        return InfluxContract.tests(new InfluxContract.InfluxUnderTest() {
            @Override
            public InfluxSettings emptyDatabase() {
                return InfluxSettings.at(influxd.url(), "d" + UUID.randomUUID());
            }

            @Override
            public InfluxQlClient client() {
                return new InfluxQlClient(influxd.url(), "Basic bm9ib2R5Og==");
            }
        });
    }
}
