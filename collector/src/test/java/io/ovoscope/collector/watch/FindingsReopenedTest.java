package io.ovoscope.collector.watch;

import static io.ovoscope.collector.finding.SampleFindings.open;
import static io.ovoscope.collector.finding.SampleFindings.recovered;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.Finding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsReopenedTest {
    private static final String RUN = "demo";

    private final FindingsBook book = new FindingsBook();

    private List<Optional<Finding>> revise(Finding... found) {
        return book.revise(RUN, List.of(found)).stream()
                .map(FindingsBook.Entry::finding)
                .toList();
    }

    @Test
    void endOfAnIncidentReplacesItAndItsReopeningBeginsAnew() {
        assertThat(revise(open(RUN))).containsExactly(Optional.of(open(RUN)));
        assertThat(revise(recovered(RUN))).containsExactly(Optional.of(recovered(RUN)));
        assertThat(revise(open(RUN))).containsExactly(Optional.empty(), Optional.of(open(RUN)));
        assertThat(revise(open(RUN))).isEmpty();
        assertThat(revise()).containsExactly(Optional.empty());
    }
}
