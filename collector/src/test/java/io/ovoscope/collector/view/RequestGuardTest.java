package io.ovoscope.collector.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGuardTest {
    private final RequestGuard guard = new RequestGuard(List.of("Monitor.lab"));

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1:8080", "192.168.1.7", "[::1]:9", "monitor.lab:81"})
    void addressesAndKnownNamesMayAsk(String host) {
        assertThat(guard.allows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evil.example", "127.0.0.1.evil.example:80", "localhost.evil.example", "::1", "[::1]x"})
    void otherNamesMayNot(String host) {
        assertThat(guard.allows(host)).isFalse();
    }
}
