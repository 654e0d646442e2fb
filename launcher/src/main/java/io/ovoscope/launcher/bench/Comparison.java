package io.ovoscope.launcher.bench;

import io.ovoscope.collector.probe.FeatureSpace;
import io.ovoscope.launcher.bench.OurTrainer.Mode;
import io.ovoscope.launcher.bench.SklearnSide.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One case in one space of features: both sides in turns on the same files. */
final class Comparison {
    private static final double NANOS = 1e9;
    /** Turns of ours in a round. */
    private static final int OUR_TURNS = Mode.values().length;

    private final LoadedCase loaded;
    private final FeatureSpace space;
    private final Sklearn sklearn;
    private final Plan plan;
    private final Consumer<BenchEvent> told;
    private final List<Round> done = new ArrayList<>();
    private long begun;
    private long pieces;

    /**
     * How long it may take.
     *
     * @param rounds at most
     * @param seconds after which no round is begun that would go beyond them, by the time of the last one
     * @param rate of the machine's matrix products, in GFLOP/s
     */
    record Plan(int threads, int rounds, double seconds, double rate) {}

    /** Every side's turn. */
    record Round(OurTrainer.Turn warm, OurTrainer.Turn cold, OurTrainer.Turn alone, Turn theirs) {}

    Comparison(LoadedCase loaded, FeatureSpace space, Sklearn sklearn, Plan plan, Consumer<BenchEvent> told) {
        this.loaded = loaded;
        this.space = space;
        this.sklearn = sklearn;
        this.plan = plan;
        this.told = told;
    }

    /** Chooses strengths on the step before, then trains on the last step in turns. */
    CaseResult run() throws IOException, InterruptedException {
        BenchCase description = loaded.description();
        try (OurTrainer ours = new OurTrainer(loaded, space, plan.threads())) {
            begun = System.nanoTime();
            tell("choosing strengths");
            loaded.load(description.before());
            double choosing = ours.choose();
            loaded.load(description.last());
            SklearnSide theirs = new SklearnSide(loaded, space, sklearn, ours);
            for (int r = 0; r < plan.rounds() && isWorthAnother(r); r++) {
                done.add(round(r, ours, theirs));
            }
            sayIfShortened();
            return new ResultOfRounds(loaded, space, plan, done).result(choosing);
        }
    }

    private Round round(int r, OurTrainer ours, SklearnSide theirs) throws IOException, InterruptedException {
        String round = "round " + (r + 1) + " of " + plan.rounds() + ": ";
        tell(round + "ours");
        OurTrainer.Turn warm = ours.train(Mode.WARM);
        pieces++;
        OurTrainer.Turn cold = ours.train(Mode.COLD);
        pieces++;
        OurTrainer.Turn alone = ours.train(Mode.ALONE);
        pieces++;
        Turn turn = theirs.train((layer, fit) -> {
            pieces++;
            tell(round + "scikit-learn");
        });
        return new Round(warm, cold, alone, turn);
    }

    private boolean isWorthAnother(int rounds) {
        double taken = (System.nanoTime() - begun) / NANOS;
        return rounds == 0 || taken + taken / rounds <= plan.seconds();
    }

    private void sayIfShortened() {
        if (done.size() < plan.rounds()) {
            told.accept(new BenchEvent.Says(String.format(
                    Locale.ROOT,
                    "%s: %d of %d rounds, because one takes %.0f s (see --minutes).",
                    title(),
                    done.size(),
                    plan.rounds(),
                    (System.nanoTime() - begun) / NANOS / done.size())));
        }
    }

    private String title() {
        return loaded.description().name() + ", " + space.name().toLowerCase(Locale.ROOT);
    }

    private void tell(String what) {
        int perRound = OUR_TURNS + loaded.description().probes();
        long total = (long) perRound * plan.rounds();
        double taken = (System.nanoTime() - begun) / NANOS;
        double left = pieces <= OUR_TURNS ? Double.NaN : taken / pieces * (total - pieces);
        told.accept(new BenchEvent.Working(title() + ", " + what, Math.min(pieces, total), total, taken, left));
    }
}
