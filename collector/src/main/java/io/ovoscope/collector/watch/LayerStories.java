package io.ovoscope.collector.watch;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.Interval;
import io.ovoscope.collector.probe.LayerStory;
import io.ovoscope.collector.probe.Outcomes;
import io.ovoscope.collector.probe.SentenceBootstrap;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the layers of a closed step say together of a task: pure, and the same whenever it is asked. A task has a profile where two or
 * more layers have a result over the same test items.
 */
final class LayerStories {
    /** 1,000 resamples; the seed is part of what a profile says. */
    private static final SentenceBootstrap BOOTSTRAP = SentenceBootstrap.seeded(1);

    private static final int FEWEST_LAYERS = 2;

    private final RunManifest manifest;
    private final TestItems testItems;

    LayerStories(RunManifest manifest, TestItems testItems) {
        this.manifest = manifest;
        this.testItems = testItems;
    }

    RunManifest manifest() {
        return manifest;
    }

    /**
     * A task's results at a closed step.
     *
     * @param layers the outcomes of each layer, null without a result
     * @param accuracies of each layer, NaN without a result
     */
    @SuppressWarnings("ArrayRecordComponent") // made here, read here
    record Results(
            TaskInfo task,
            long step,
            RunCurves.ClosedStep closed,
            List<@Nullable Outcomes> layers,
            double[] accuracies,
            int n) {
        int count() {
            return (int) layers.stream().filter(Objects::nonNull).count();
        }
    }

    /** Empty where the task has no profile at this step. */
    Optional<Results> results(RunCurves curves, TaskInfo task, long step, RunCurves.ClosedStep closed) {
        List<@Nullable Outcomes> layers = new ArrayList<>();
        double[] accuracies = new double[manifest.layers().size()];
        String set = null;
        for (LayerInfo layer : manifest.layers()) {
            Observation.Items items = curves.at(task.name(), layer.index(), step)
                    .filter(point -> point.attempt() == closed.attempt())
                    .map(Observation::items)
                    .filter(found -> found.n() == testItems.of(task.name()).items())
                    .orElse(null);
            set = set == null && items != null ? items.set() : set;
            Outcomes outcomes = items != null && items.set().equals(set) ? items.outcomes() : null;
            accuracies[layer.index()] = outcomes == null ? Double.NaN : outcomes.accuracy();
            layers.add(outcomes);
        }
        Results results = new Results(
                task,
                step,
                closed,
                layers,
                accuracies,
                testItems.of(task.name()).items());
        return results.count() < FEWEST_LAYERS ? Optional.empty() : Optional.of(results);
    }

    /** Whether a profile tells of these results, as far as can be said without resampling. */
    static boolean tellsOf(LayerProfile profile, Results results) {
        OptionalDouble centre = LayerStory.centre(results.accuracies());
        int best = LayerStory.best(results.accuracies());
        return profile.attempt() == results.closed().attempt()
                && profile.takenAt().equals(results.closed().takenAt())
                && Objects.equals(profile.loss(), results.closed().loss())
                && profile.layers() == results.count()
                && profile.bestShare().size() == results.layers().size()
                && profile.n() == results.n()
                && profile.best() == best
                && profile.bestAccuracy() == results.accuracies()[best]
                && Objects.equals(profile.centreOfGravity(), boxed(centre));
    }

    LayerProfile profile(Results results) {
        Clusters sentences = testItems.of(results.task().name());
        LayerStory story = LayerStory.of(results.layers(), sentences, BOOTSTRAP);
        Interval centre = story.centreInterval();
        return new LayerProfile(
                manifest.run(),
                results.closed().attempt(),
                results.task().name(),
                results.task().level(),
                results.task().source(),
                results.step(),
                results.closed().takenAt(),
                results.closed().loss(),
                results.count(),
                results.n(),
                story.best(),
                results.accuracies()[story.best()],
                story.bestLower(),
                story.bestUpper(),
                story.bestShares(),
                boxed(story.centre()),
                centre == null ? null : Double.valueOf(centre.lower()),
                centre == null ? null : Double.valueOf(centre.upper()));
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }
}
