package io.ovoscope.collector.watch;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the tasks that fall together have in common that the others lack.
 *
 * @param falling the tasks that fall at a step
 * @param standing those that have points before and at it and do not fall
 */
record FallingTogether(List<TaskInfo> falling, List<TaskInfo> standing) {
    private static final int TOGETHER = 2;

    static FallingTogether of(RunCurves curves, RunManifest manifest, Set<String> names, long goodStep, long badStep) {
        List<TaskInfo> falling = new ArrayList<>();
        List<TaskInfo> standing = new ArrayList<>();
        for (TaskInfo task : manifest.tasks()) {
            if (names.contains(task.name())) {
                falling.add(task);
            } else if (hasBoth(curves, manifest, task, goodStep, badStep)) {
                standing.add(task);
            }
        }
        return new FallingTogether(falling, standing);
    }

    private static boolean hasBoth(RunCurves curves, RunManifest manifest, TaskInfo task, long good, long bad) {
        return manifest.layers().stream()
                .anyMatch(layer -> hasAccuracy(curves.at(task.name(), layer.index(), good))
                        && hasAccuracy(curves.at(task.name(), layer.index(), bad)));
    }

    private static boolean hasAccuracy(Optional<Observation> point) {
        return point.filter(there -> !Double.isNaN(there.accuracy())).isPresent();
    }

    /**
     * The one source of labels of all that fall, where no task of that source stands by itself on another ground: empty where they
     * are fewer than two, where all tasks are of that source, or where the falling ones make up a whole level, which a model may forget.
     */
    Optional<LabelSource> source() {
        Optional<LabelSource> source = only(TaskInfo::source).filter(which -> which != LabelSource.NONE);
        return level().isPresent() ? Optional.empty() : source;
    }

    /** The one level of all that fall, where no task of that level stands: selective forgetting. */
    Optional<Level> level() {
        return only(TaskInfo::level).filter(level -> standing.stream().noneMatch(task -> task.level() == level));
    }

    private <T> Optional<T> only(Function<TaskInfo, T> property) {
        Set<T> values = new HashSet<>();
        falling.forEach(task -> values.add(property.apply(task)));
        if (falling.size() < TOGETHER || values.size() != 1) {
            return Optional.empty();
        }
        T value = values.iterator().next();
        boolean others =
                standing.stream().anyMatch(task -> !property.apply(task).equals(value));
        return others ? Optional.of(value) : Optional.empty();
    }

    /** For example {@code 3 tasks of silver labels fall together and 4 of other sources stand}. */
    String bySource(LabelSource source) {
        long others = standing.stream().filter(task -> task.source() != source).count();
        return falling.size() + " tasks of " + lower(source) + " labels fall together and " + others
                + " of other sources stand: the labels or what reads them changed.";
    }

    String byLevel(Level level) {
        return "All " + falling.size() + " tasks of " + lower(level) + " fall together and " + standing.size()
                + " of other levels stand: selective forgetting.";
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
