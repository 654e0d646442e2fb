package io.ovoscope.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildJvmTest {

    private static final ChildJvm JVM = ChildJvm.job("training", ChildJvmTest.class, Path.of("training.log"));

    @Test
    void commandKeepsEveryWordApartFromTheShellsScript() {
        List<String> command = JVM.withArguments(List.of("$(reboot)", "a b"))
                .withHeapMebibytes(64)
                .withSystemProperty("key", "value; exit")
                .command();

        assertThat(command).startsWith("sh", "-c", "trap '' INT HUP; exec \"$@\"", "ovoscope-training");
        assertThat(command).contains("-Xmx64m", "-Dkey=value; exit", "-cp", System.getProperty("java.class.path"));
        assertThat(command).endsWith(ChildJvmTest.class.getName(), "$(reboot)", "a b");
    }

    @Test
    void heapTooSmallForAJvmIsRefused() {
        assertThatThrownBy(() -> JVM.withHeapMebibytes(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("heapMebibytes 4 of training: expecting at least 8");
    }

    @Test
    void blankNameIsRefused() {
        assertThatThrownBy(() -> ChildJvm.service(" ", ChildJvmTest.class, Path.of("x.log")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name \" \": expecting a word");
    }

    @Test
    void negativeLimitIsRefused() {
        assertThatThrownBy(() -> new EndingLimits(Duration.ofSeconds(-1), Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("afterClosingInput PT-1S: expecting no negative duration");
    }
}
