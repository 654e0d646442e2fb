package io.ovoscope.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.launcher.UserFacing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SklearnPythonTest {
    @TempDir
    private Path folder;

    private String python(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    @Test
    void theFirstThatHasItIsTaken() throws Exception {
        String without = python("without", "echo \"No module named 'sklearn'\"; exit 1");
        String with = python("with", "exit 0");
        assertThat(SklearnPython.find(List.of("/none/python3", without, with, "/none/either")))
                .isEqualTo(new SklearnPython(with));
    }

    @Test
    void whereNoneHasItTheMessageSaysWhatToInstall() throws Exception {
        String without =
                python("without", "echo Traceback; echo \"ModuleNotFoundError: No module named 'sklearn'\"; exit 1");
        assertThatThrownBy(() -> SklearnPython.find(List.of("/none/python3", without)))
                .isInstanceOf(UserFacing.class)
                .hasMessageContaining("apt install python3-sklearn")
                .hasMessageContaining("/none/python3: cannot be started")
                .hasMessageContaining(without + ": ModuleNotFoundError: No module named 'sklearn'");
    }
}
