package io.ovoscope.agent.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckpointNamesTest {
    @Test
    void plainNamesStay() {
        CheckpointNames names = new CheckpointNames("demo-20261123.7");
        assertThat(names.folder()).isEqualTo("demo-20261123.7");
        assertThat(names.model(1200)).isEqualTo("demo-20261123.7.step-0000001200.zip");
        assertThat(names.sidecar(123_456_789_012L)).isEqualTo("demo-20261123.7.step-123456789012.json");
    }

    @Test
    void anyRunNameGivesASafeNameOfItsOwn() {
        List<String> runs = List.of(
                "a/b",
                "a_b",
                "a:b",
                "..",
                ".",
                "../up",
                "-rf",
                "größe",
                "a b",
                "a\nb",
                "x".repeat(200),
                "x".repeat(199),
                "\uD83E\uDD5A");
        Set<String> folders = new HashSet<>();
        for (String run : runs) {
            CheckpointNames names = new CheckpointNames(run);
            assertThat(names.folder()).matches("[A-Za-z0-9_][A-Za-z0-9._-]*");
            assertThat(names.model(Long.MAX_VALUE).getBytes(StandardCharsets.UTF_8).length + ".tmp".length())
                    .isLessThan(255);
            folders.add(names.folder());
        }
        assertThat(folders).hasSameSizeAs(runs);
    }

    @Test
    void onlyItsOwnFilesAreIts() {
        CheckpointNames names = new CheckpointNames("r7");
        assertThat(names.isOurs("r7.step-0000000001.zip")).isTrue();
        assertThat(names.isOurs("r7.step-0000000001.json.tmp")).isTrue();
        assertThat(names.isOurs("r70.step-0000000001.zip")).isFalse();
        assertThat(names.isOurs("r7.step-0000000001.txt")).isFalse();
        assertThat(names.isOurs("notes.json")).isFalse();
    }
}
