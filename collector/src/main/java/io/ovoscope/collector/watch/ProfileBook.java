package io.ovoscope.collector.watch;

import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The profiles over layers of one run: those that the topic holds or that are on their way there, and the steps to be looked at. */
final class ProfileBook {
    private final Map<String, LayerProfile> held = new HashMap<>();
    private final NavigableSet<Long> due = new TreeSet<>();

    /**
     * A record to write.
     *
     * @param profile empty for a tombstone
     * @param before what stands under the key; null where nothing does
     */
    record Entry(
            String key,
            long step,
            Optional<LayerProfile> profile,
            @Nullable LayerProfile before) {}

    /** Points or the closing of this step have changed. */
    void changed(long step) {
        due.add(step);
    }

    boolean isDue() {
        return !due.isEmpty();
    }

    /** Takes what was read from the topic. */
    void read(LayerProfile profile) {
        held.put(profile.key(), profile);
    }

    void removed(String key) {
        held.remove(key);
    }

    /**
     * What has to be written so that the topic holds a profile of every task with one, of the closed steps that changed; it counts as
     * written from here on. Steps that are not closed stay to be looked at, retired ones do not: what they said is left as it stands.
     *
     * @param most about so many records at a time; the rest stay to be looked at
     */
    List<Entry> revise(RunCurves curves, LayerStories stories, int most) {
        List<Entry> entries = new ArrayList<>();
        for (long step : List.copyOf(due)) {
            if (entries.size() >= most) {
                break;
            }
            Optional<RunCurves.ClosedStep> closed = curves.closedStep(step, stories.manifest());
            closed.ifPresent(known -> {
                for (TaskInfo task : stories.manifest().tasks()) {
                    revise(stories, task, step, stories.results(curves, task, step, known), entries);
                }
            });
            if (closed.isPresent() || curves.isRetired(step, stories.manifest())) {
                due.remove(step);
            }
        }
        return entries;
    }

    private void revise(
            LayerStories stories,
            TaskInfo task,
            long step,
            Optional<LayerStories.Results> results,
            List<Entry> entries) {
        String key = RecordKey.profile(stories.manifest().run(), task.name(), step);
        LayerProfile before = held.get(key);
        if (before != null
                && results.filter(found -> LayerStories.tellsOf(before, found)).isPresent()) {
            return;
        }
        Optional<LayerProfile> profile = results.map(stories::profile);
        if (!Objects.equals(profile.orElse(null), before)) {
            entries.add(new Entry(key, step, profile, before));
            stand(key, profile.orElse(null));
        }
    }

    /** What could not be written is looked at again. */
    void failed(Entry entry) {
        if (Objects.equals(held.get(entry.key()), entry.profile().orElse(null))) {
            stand(entry.key(), entry.before());
        }
        due.add(entry.step());
    }

    private void stand(String key, @Nullable LayerProfile profile) {
        if (profile == null) {
            held.remove(key);
        } else {
            held.put(key, profile);
        }
    }
}
