package io.ovoscope.launcher.terminal;

import io.ovoscope.launcher.terminal.ProbeRow.Baseline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Terminals and states that several tests draw. */
final class Examples {

    static final Terminal WIDE = new Terminal(true, 100, 30, false, true);
    static final Terminal ASCII = new Terminal(true, 100, 30, false, false);

    static final ProbeRow UPOS =
            row("UPOS", 512, .843, new Baseline("untrained", .612), new Baseline("majority", .214));
    static final ProbeRow SENT_LEN = row("SentLen", 512, .42, new Baseline("untrained", .418));

    private Examples() {}

    static ProbeRow row(String task, long step, double score, Baseline... baselines) {
        return new ProbeRow(task, "block 2", step, score, score - .012, score + .011, List.of(baselines));
    }

    static Progress at(long step, ProbeRow... rows) {
        return at(step, List.of(), rows);
    }

    static Progress at(long step, List<String> notes, ProbeRow... rows) {
        return new Progress(
                "training",
                step,
                1_300,
                step == 0 ? OptionalDouble.empty() : OptionalDouble.of(5.3124),
                step == 0 ? OptionalDouble.empty() : OptionalDouble.of(3_410.2),
                Duration.ofMillis(step * 100),
                step == 0 ? Optional.empty() : Optional.of(Duration.ofMillis((1_300 - step) * 100)),
                List.of(rows),
                notes);
    }
}
