package io.ovoscope.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfluxSettingsTest {
    @Test
    void thereIsNoInfluxDbUnlessOneIsNamed() {
        assertThat(InfluxSettings.defaults().enabled()).isFalse();
        assertThat(InfluxSettings.at("https://influx.example:8086/base", "probes")
                        .enabled())
                .isTrue();
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> new InfluxSettings(
                        "ftp://x",
                        InfluxApi.AUTO,
                        " ",
                        "",
                        "",
                        new Secret("t"),
                        "joe",
                        Secret.none(),
                        0,
                        10_000,
                        500,
                        100))
                .hasMessageContaining("url 'ftp://x'")
                .hasMessageContaining("database ' '")
                .hasMessageContaining("both token and user")
                .hasMessageContaining("batchPoints 0")
                .hasMessageContaining("retryMaxMillis 100: expecting 500 <= retryMaxMillis");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "influx:8086",
                "http://",
                "http://a b",
                "http://joe:pw@influx:8086",
                "http://influx/?q=1",
                "http://localhost:99999",
                "http://localhost:0"
            })
    void aUrlMustBePlain(String url) {
        assertThatThrownBy(() -> InfluxSettings.at(url, "x"))
                .hasMessageContaining("url")
                .hasMessageNotContaining("pw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\n", "s3cr\u00e9t", "s3cret\u0000"})
    void whatGoesIntoAHeaderMustBePrintableAsciiAndIsNotRepeated(String value) {
        assertThatThrownBy(() -> withCredentials(new Secret(value), "", Secret.none()))
                .hasMessage("token holds a line break or a character outside ASCII: expecting printable ASCII");
        assertThatThrownBy(() -> withCredentials(Secret.none(), value, new Secret(value)))
                .hasMessageContaining("user holds")
                .hasMessageContaining("password holds")
                .hasMessageNotContaining(value);
    }

    private static InfluxSettings withCredentials(Secret token, String user, Secret password) {
        return new InfluxSettings(
                "http://influx:8086", InfluxApi.AUTO, "b", "", "", token, user, password, 100, 1_000, 10, 100);
    }

    @Test
    void secretsAreNeverShown() {
        InfluxSettings settings = new InfluxSettings(
                "http://influx:8086",
                InfluxApi.V2,
                "b",
                "",
                "",
                new Secret("s3cret"),
                "",
                Secret.none(),
                100,
                1_000,
                10,
                100);
        assertThat(settings.toString()).doesNotContain("s3cret").contains("http://influx:8086");
    }

    @ParameterizedTest
    @CsvSource({
        "1.6.7~rc0, BEFORE_1_8",
        "v1.7.11, BEFORE_1_8",
        "1.8.10, FROM_1_8",
        "1.11.8-c1.11.8, FROM_1_8",
        "v2.7.1, V2",
        "2.0.9, V2",
        "3.2.0-nightly, FROM_V3",
        "v10.0, FROM_V3"
    })
    void theVersionDecidesHowPointsAreWritten(String header, InfluxVersion version) {
        assertThat(InfluxVersion.parse(header)).hasValue(version);
    }

    @Test
    void aVersionWithoutANumberIsUnknown() {
        assertThat(InfluxVersion.parse("dev")).isEmpty();
        assertThat(InfluxVersion.parse("")).isEmpty();
    }
}
