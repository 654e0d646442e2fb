package io.ovoscope.collector.watch;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.significance.DropTest;
import io.ovoscope.collector.significance.Plateau;
import io.ovoscope.collector.significance.ProportionPlateau;
import io.ovoscope.wire.Figure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of one curve, each tested against those before it over the same test items; of imported ones, which have none, against
 * those of which the number of items is known.
 */
final class TestedCurve {
    private static final String IMPORTED = "";

    private final Clusters sentences;
    private final Map<String, Plateau> plateaus = new HashMap<>();
    private final ProportionPlateau proportions = new ProportionPlateau();
    /** The steps over each set of items, in the order in which they were taken in. */
    private final Map<String, List<Long>> steps = new HashMap<>();

    /**
     * Without snapshots.
     *
     * @param sentences of the task's test items
     */
    TestedCurve(Clusters sentences) {
        this.sentences = sentences;
    }

    /** Tests a point, then takes it in; empty where it cannot be tested, or too few came before. */
    Optional<DropTest> next(Observation point) {
        Optional<String> set = set(point);
        if (set.isEmpty()) {
            return Optional.empty();
        }
        steps.computeIfAbsent(set.get(), name -> new ArrayList<>()).add(point.step());
        Observation.Items items = point.items();
        return items == null
                ? proportions.next(point.accuracy(), number(point))
                : plateaus.computeIfAbsent(set.get(), name -> new Plateau(sentences))
                        .next(items.outcomes());
    }

    /** The three steps that a test compared a point with. */
    List<Long> reference(Observation point, DropTest test) {
        List<Long> taken = steps.getOrDefault(set(point).orElseThrow(), List.of());
        return List.copyOf(taken.subList(test.first(), test.first() + Plateau.WINDOW));
    }

    /** Forgets this step and all that were taken in after it. */
    void forgetFrom(long step) {
        steps.forEach((set, taken) -> {
            int kept = (int) taken.stream().takeWhile(earlier -> earlier < step).count();
            taken.subList(kept, taken.size()).clear();
            Plateau plateau = plateaus.get(set);
            if (plateau == null) {
                proportions.truncate(kept);
            } else {
                plateau.truncate(kept);
            }
        });
    }

    /** What a point can be compared over: the name of its items; none where it has no accuracy of a known number of items. */
    private Optional<String> set(Observation point) {
        Observation.Items items = point.items();
        if (items != null) {
            return items.n() == sentences.items() ? Optional.of(items.set()) : Optional.empty();
        }
        return Double.isFinite(point.accuracy()) && number(point) > 0 ? Optional.of(IMPORTED) : Optional.empty();
    }

    /** Number of items that a point's accuracy is a share of; 0 where it is not known. */
    static int number(@Nullable Observation point) {
        if (point == null) {
            return 0;
        }
        Observation.Items items = point.items();
        OptionalDouble figure = point.figures().get(Figure.N);
        return items != null ? items.n() : (int) Math.round(figure.orElse(0));
    }
}
