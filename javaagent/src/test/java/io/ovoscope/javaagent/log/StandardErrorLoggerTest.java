package io.ovoscope.javaagent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class StandardErrorLoggerTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aMessageIsOneLineWithItsArgumentsFilledIn() {
        new StandardErrorLogger("io.ovoscope.agent", Level.INFO, out).info("run {}: {} of {}", "r", 1, 2);
        assertThat(text()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d INFO ovoscope: run r: 1 of 2\\R");
    }

    @Test
    void aThrowableThatIsTheLastArgumentIsPrintedWithItsTrace() {
        new StandardErrorLogger("io.ovoscope.agent", Level.INFO, out)
                .warn("run {}", "r", new IllegalStateException("x"));
        assertThat(text())
                .contains("WARN ovoscope: run r")
                .contains("IllegalStateException: x")
                .contains("\tat ");
    }

    @Test
    void whatIsBelowTheLevelIsLeftOut() {
        new StandardErrorLogger("io.ovoscope.agent", Level.WARN, out).info("nothing");
        assertThat(text()).isEmpty();
    }

    @Test
    void slf4jFindsTheProviderAndLibrariesSayErrorsOnly() {
        Logger own = LoggerFactory.getLogger("io.ovoscope.agent.Engine");
        Logger library = LoggerFactory.getLogger("io.ovoscope.shaded.kafka.clients.NetworkClient");
        assertThat(own).isInstanceOf(StandardErrorLogger.class);
        assertThat(own.isInfoEnabled()).isTrue();
        assertThat(own.isDebugEnabled()).isFalse();
        assertThat(library.isWarnEnabled()).isFalse();
        assertThat(library.isErrorEnabled()).isTrue();
    }
}
