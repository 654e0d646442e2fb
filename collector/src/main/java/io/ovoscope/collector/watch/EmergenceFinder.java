package io.ovoscope.collector.watch;

import io.ovoscope.collector.emergence.SentenceResamples;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.RunManifest;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tasks have emerged, when and in which order: of each task of the manifest t_50 and t_90 by layer and of the best layer, then
 * what the online rule says likewise; last the order of the tasks. All snapshots are resampled alike, so each pass resamples the new
 * ones only, and fits the curves that they belong to anew.
 */
final class EmergenceFinder implements Finder {
    /** Part of what the findings say. */
    private static final long SEED = 1;

    private final RunManifest manifest;
    private final List<TaskEmergence> tasks;
    private final TaskOrder order;

    /**
     * For the runs of one manifest.
     *
     * @param testItems of the manifest's probe set
     * @param settings when a task has emerged
     */
    EmergenceFinder(RunManifest manifest, TestItems testItems, EmergenceSettings settings) {
        this.manifest = manifest;
        SentenceResamples draws = new SentenceResamples(settings.resamples(), SEED);
        tasks = manifest.tasks().stream()
                .map(task -> new TaskEmergence(manifest, task, testItems.of(task.name()), draws, settings))
                .toList();
        order = new TaskOrder(settings.referenceOrder(), settings.resamples());
    }

    @Override
    public List<Finding> in(RunCurves curves) {
        long through = curves.throughStep(manifest).orElse(0L);
        List<Finding> findings = new ArrayList<>();
        List<TaskOrder.Rise> rises = new ArrayList<>();
        for (TaskEmergence task : tasks) {
            TaskEmergence.Found found = task.in(curves, through);
            findings.addAll(found.findings());
            if (found.rise() != null) {
                rises.add(found.rise());
            }
        }
        order.of(rises).ifPresent(findings::add);
        return findings;
    }
}
