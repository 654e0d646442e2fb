package io.ovoscope.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.Finding;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Regression;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingsBookTest {
    private static final String RUN = "r";
    private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

    private final FindingsBook book = new FindingsBook();

    @Test
    void anIncidentIsWrittenOnceAndOnceMoreWhenItCloses() {
        assertThat(written(incident(null))).containsExactly(incident(null));
        assertThat(written(incident(null))).as("found again").isEmpty();
        FindingsBook restarted = new FindingsBook();
        restarted.read(incident(null).key(), incident(null));
        assertThat(restarted.revise(RUN, List.of(incident(null))))
                .as("after a restart")
                .isEmpty();
        assertThat(written(incident(50L))).containsExactly(incident(50L));
        assertThat(incident(50L).key()).isEqualTo(incident(null).key());
        assertThat(written(incident(50L))).isEmpty();
    }

    @Test
    void anIncidentThatIsConfirmedEarlierThanItWasLeavesNoLaterPointBehind() {
        written(confirmed(40, null));
        String key = confirmed(30, null).key();
        assertThat(book.revise(RUN, List.of(confirmed(30, null))))
                .containsExactly(
                        new FindingsBook.Entry(key, Optional.empty()),
                        new FindingsBook.Entry(key, Optional.of(confirmed(30, null))));
    }

    private List<Finding> written(Finding found) {
        return book.revise(RUN, List.of(found)).stream()
                .map(entry -> entry.finding().orElseThrow())
                .toList();
    }

    private static Finding incident(@Nullable Long recovered) {
        return confirmed(30, recovered);
    }

    private static Finding confirmed(long step, @Nullable Long recovered) {
        Regression.Drop drop =
                new Regression.Drop(0, "embedding", List.of(0L, 5L, 10L), .9, .8, .1, .08, .12, 1e-9, null, 0, 0, 99);
        return new Regression(
                RUN,
                1,
                "UPOS",
                Level.MORPHOLOGY,
                LabelSource.GOLD,
                20,
                step,
                AT.plusSeconds(step),
                recovered,
                recovered == null ? null : AT.plusSeconds(recovered),
                List.of(drop),
                Regression.Verdict.MODEL_REGRESSED,
                List.of("A reason."),
                1e-8,
                1e-3,
                10,
                null);
    }
}
