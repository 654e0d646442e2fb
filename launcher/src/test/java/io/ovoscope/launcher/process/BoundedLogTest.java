package io.ovoscope.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {

    @TempDir
    private Path directory;

    @Test
    void linesOfALaterStartAreAppended() throws Exception {
        Path file = directory.resolve("logs/broker.log");
        for (String line : new String[] {"first start", "second start"}) {
            try (BoundedLog log = BoundedLog.open(file, 1_000)) {
                log.add(line);
            }
        }

        assertThat(file).hasContent("first start\nsecond start\n");
    }

    @Test
    void takesAtMostTwiceItsLimitAndKeepsTheNewestLines() throws Exception {
        Path file = directory.resolve("broker.log");
        try (BoundedLog log = BoundedLog.open(file, 100)) {
            IntStream.range(0, 1_000).forEach(i -> log.add("line " + i));
        }

        Path former = directory.resolve("broker.log.1");
        assertThat(Files.size(file)).isLessThanOrEqualTo(100);
        assertThat(Files.size(former)).isLessThanOrEqualTo(100).isGreaterThan(80);
        assertThat(Files.readString(file)).endsWith("line 999\n");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("broker.log", "broker.log.1");
    }

    @Test
    void logThatIsFullFromBeforeIsPutAsideFirst() throws Exception {
        Path file = Files.writeString(directory.resolve("broker.log"), "x".repeat(200));
        try (BoundedLog log = BoundedLog.open(file, 100)) {
            log.add("new");
        }

        assertThat(file).hasContent("new\n");
        assertThat(directory.resolve("broker.log.1")).hasContent("x".repeat(200));
    }

    @Test
    void remembersTheLastFortyLinesOfThisStart() throws Exception {
        try (BoundedLog log = BoundedLog.open(directory.resolve("broker.log"), 1_000)) {
            IntStream.range(0, 50).forEach(i -> log.add("line " + i));

            assertThat(log.newestLines()).hasSize(40).startsWith("line 10").endsWith("line 49");
        }
    }

    @Test
    void diskThatRefusesALineStopsNobody() throws Exception {
        BoundedLog log = BoundedLog.open(directory.resolve("broker.log"), 10);
        log.close();

        log.add("cannot be written");
        log.add("nor this");

        assertThat(log.newestLines()).containsExactly("cannot be written", "nor this");
    }
}
