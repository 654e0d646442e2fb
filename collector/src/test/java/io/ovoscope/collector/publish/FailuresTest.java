package io.ovoscope.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.publish.StoreException.Remedy;
import io.ovoscope.settings.Secret;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    private final Failures failures = new Failures(withToken("s3cret-token"));

    private static InfluxSettings withToken(String token) {
        return new InfluxSettings(
                "http://influx:8086",
                InfluxApi.AUTO,
                "probes",
                "",
                "lab",
                new Secret(token),
                "",
                Secret.none(),
                100,
                1_000,
                10,
                100);
    }

    @ParameterizedTest
    @CsvSource({
        "400, partial write: field type conflict: input field \"v\" on measurement \"a\" dropped=1, SKIP",
        "400, unable to parse 'a v': invalid field format, SKIP",
        "400, partial write: points beyond retention policy dropped=3, SKIP",
        "400, field type conflict, SKIP",
        "400, database is required, RETRY",
        "413, Request Entity Too Large, SKIP",
        "422, failure writing points to database: partial write, SKIP",
        "401, unable to parse authentication credentials, RETRY",
        "403, insufficient permissions, RETRY",
        "404, bucket \"probes\" not found, RETRY",
        "405, method not allowed, RETRY",
        "429, too many requests, RETRY",
        "500, engine: cache-max-memory-size exceeded, RETRY",
        "503, unavailable, RETRY",
    })
    void onlyContentIsPassedOver(int status, String said, Remedy remedy) {
        assertThat(failures.answered(status, said, null, null).remedy()).isEqualTo(remedy);
    }

    @Test
    void theMessageNamesTheSettingAndHidesTheSecret() {
        assertThat(failures.answered(401, "token s3cret-token is unknown", null, null))
                .hasMessage("InfluxDB at http://influx:8086 refuses the credentials (401: token (hidden) is unknown):"
                        + " check publish.influxdb.token");
        assertThat(failures.answered(404, "not found", null, null))
                .hasMessageContaining("bucket 'probes' of organisation 'lab'")
                .hasMessageContaining("publish.influxdb.url, publish.influxdb.database and publish.influxdb.org");
        assertThat(failures.unreachable(new IOException("refused"))).hasMessageContaining("check publish.influxdb.url");
    }

    @Test
    void theServersWaitIsReadWithinReason() {
        assertThat(failures.answered(429, "", "17", null).serversWait()).isEqualTo(Duration.ofSeconds(17));
        assertThat(failures.answered(429, "", "999999", null).serversWait()).isEqualTo(Duration.ofMinutes(5));
        assertThat(failures.answered(429, "", "Wed, 21 Oct 2026", null).serversWait())
                .isZero();
    }
}
