package io.ovoscope.launcher.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchTest {

    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final CompletableFuture<Integer> halted = new CompletableFuture<>();

    @Test
    void whatTheParentSaysIsPassedOverUntilItsEnd() {
        watch(new ByteArrayInputStream("some words\n".repeat(100).getBytes(UTF_8)))
                .run();

        assertThat(ended).isCompleted();
        assertThat(halted).isNotDone();
    }

    @Test
    void inputThatCannotBeReadCountsAsItsEnd() throws Exception {
        InputStream closed = InputStream.nullInputStream();
        closed.close(); // every read of it throws

        watch(closed).run();

        assertThat(ended).isCompleted();
    }

    @Test
    void childThatDoesNotEndInItsGraceIsHalted() throws Exception {
        new ParentWatch(
                        InputStream.nullInputStream(),
                        () -> ended.complete(true),
                        Duration.ofMillis(50),
                        halted::complete)
                .run();

        assertThat(halted.get(10, TimeUnit.SECONDS)).isNotZero();
        assertThat(ended).isCompleted();
    }

    private ParentWatch watch(InputStream input) {
        return new ParentWatch(input, () -> ended.complete(true), Duration.ofMinutes(5), halted::complete);
    }
}
