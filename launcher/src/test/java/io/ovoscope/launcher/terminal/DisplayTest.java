package io.ovoscope.launcher.terminal;

import static io.ovoscope.launcher.terminal.Examples.ASCII;
import static io.ovoscope.launcher.terminal.Examples.SENT_LEN;
import static io.ovoscope.launcher.terminal.Examples.UPOS;
import static io.ovoscope.launcher.terminal.Examples.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, false, UTF_8);
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;

    @Test
    void liveDisplayShowsOnlyTheNewestState() {
        Display display = Display.on(out, ASCII, clock);
        display.show(at(10, List.of("page: http://127.0.0.1:7000/"), UPOS, SENT_LEN));
        now = now.plusSeconds(1);
        display.show(at(20, UPOS));

        assertThat(screen()).isEqualTo(expected(at(20, UPOS)));
    }

    @Test
    void saidTextStaysAboveWhatIsRedrawn() {
        Display display = Display.on(out, ASCII, clock);
        display.say("data: 12,000 sentences");
        display.show(at(10, UPOS));
        display.say("dropped snapshot 8:\n  queue full");
        now = now.plusSeconds(1);
        display.show(at(20, UPOS));

        assertThat(screen())
                .isEqualTo("data: 12,000 sentences\ndropped snapshot 8:\n  queue full\n" + expected(at(20, UPOS)));
    }

    @Test
    void statesTooFrequentToReadArePassedOverButNotTheLast() {
        Display display = Display.on(out, ASCII, clock);
        display.show(at(10));
        int afterFirst = written.size();
        for (int step = 11; step <= 60; step++) {
            now = now.plusMillis(1);
            display.show(at(step));
        }
        assertThat(written.size()).isEqualTo(afterFirst);

        display.close();

        assertThat(screen()).isEqualTo(expected(at(60)));
    }

    @Test
    void blockHigherThanTheScreenIsCutToIt() {
        Terminal low = new Terminal(true, 100, 4, false, false);
        Display display = Display.on(out, low, clock);
        display.show(at(10, UPOS, SENT_LEN));

        assertThat(screen().lines()).hasSize(3).first().asString().startsWith("training [");
    }

    @Test
    void plainDisplayPrintsProgressNowAndThenAndWhatIsLogged() {
        Terminal file = new Terminal(false, 80, 24, false, true);
        try (Display display = Display.on(out, file, clock)) {
            display.show(at(1));
            display.show(at(2, UPOS));
            display.log("probed: step 2");
            display.show(at(3, UPOS, SENT_LEN));
            now = now.plusSeconds(5);
            display.show(at(4, UPOS, SENT_LEN));
            display.say("dropped snapshot 8");
            display.show(at(5, UPOS));
        }

        assertThat(written.toString(UTF_8).lines())
                .containsExactly(
                        ProgressLines.plain(at(1)),
                        "probed: step 2",
                        ProgressLines.plain(at(4)),
                        "dropped snapshot 8",
                        ProgressLines.plain(at(5)));
        assertThat(written.toString(UTF_8)).doesNotContain("\u001b", "\r");
    }

    @Test
    void liveDisplayShowsInItsTableWhatIsLoggedElsewhere() {
        Display display = Display.on(out, ASCII, clock);
        display.show(at(10, UPOS));
        display.log("probed: step 2");

        assertThat(screen()).isEqualTo(expected(at(10, UPOS)));
    }

    @Test
    void displayThatShowedNothingClosesSilently() {
        Display.on(out, ASCII, clock).close();
        Display.on(out, new Terminal(false, 80, 24, false, true), clock).close();

        assertThat(written.size()).isZero();
    }

    private String screen() {
        Screen screen = new Screen();
        screen.write(written.toString(UTF_8));
        return screen.shown();
    }

    private static String expected(Progress progress) {
        return String.join("\n", ProgressLines.live(progress, ASCII));
    }
}
