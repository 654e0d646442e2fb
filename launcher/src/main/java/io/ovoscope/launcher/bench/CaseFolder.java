package io.ovoscope.launcher.bench;

import io.ovoscope.collector.probe.SentenceMeans;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.launcher.UserFacing;
import io.ovoscope.launcher.bench.BenchCase.Input;
import io.ovoscope.launcher.bench.BenchCase.Layer;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;

/** Makes a case of the newest run that a broker holds. */
final class CaseFolder {
    private final KafkaSettings kafka;
    private final String place;
    private final int minRows;

    /**
     * @param place of the broker's data, for messages
     * @param minRows labelled words below which there is too little to time
     */
    CaseFolder(KafkaSettings kafka, String place, int minRows) {
        this.kafka = kafka;
        this.place = place;
        this.minRows = minRows;
    }

    /**
     * Writes the files of a case.
     *
     * @param wanted which tasks, by name
     * @throws UserFacing where no run will do, saying which command makes one
     */
    BenchCase write(String name, Path folder, BiPredicate<ProbeSet, String> wanted)
            throws UserFacing, InterruptedException, TimeoutException, IOException {
        KeptRun run = KeptRun.newest(kafka, place);
        requireEnough(run);
        int width = width(run);
        KeptSnapshots snapshots =
                new KeptSnapshots(kafka, run.manifest(), run.probeSet().rows());
        ScheduledPair steps =
                ScheduledPair.newest(run.manifest().run(), run.manifest().schedule(), snapshots.whole());
        Files.createDirectories(folder);
        List<Input> inputs = new CaseInputs(run.probeSet(), folder, task -> wanted.test(run.probeSet(), task)).write();
        requireTasks(run, inputs);
        snapshots.write(Set.of(steps.before(), steps.last()), folder);
        List<Layer> layers = run.manifest().layers().stream()
                .map(layer -> new Layer(layer.index(), layer.name()))
                .toList();
        BenchCase written =
                new BenchCase(name, run.manifest().run(), steps.before(), steps.last(), width, layers, inputs);
        if (inputs.stream().anyMatch(input -> input.matrix().equals(BenchCase.SENTENCES))) {
            writeSentences(written, run.probeSet(), folder);
        }
        written.write(folder);
        return written;
    }

    private static int width(KeptRun run) throws UserFacing {
        List<Integer> widths = run.manifest().layers().stream()
                .map(LayerInfo::width)
                .distinct()
                .toList();
        if (widths.size() > 1) {
            throw UserFacing.failure(
                    "the layers of run '" + run.manifest().run() + "' have widths " + widths + ": expecting one width");
        }
        return widths.get(0);
    }

    private void requireEnough(KeptRun run) throws UserFacing {
        int words = run.labelledWords();
        if (words < minRows) {
            throw UserFacing.failure("run '" + run.manifest().run() + "' in " + place + " was probed on " + words
                    + " labelled words: at least " + minRows + " are needed. Run `ovoscope demo` first, without --quick"
                    + " (four minutes), or ask for fewer with --min-rows");
        }
    }

    private static void requireTasks(KeptRun run, List<Input> inputs) throws UserFacing {
        if (inputs.isEmpty()) {
            throw UserFacing.usage("none of the tasks asked for can be trained in run '"
                    + run.manifest().run() + "', which has "
                    + run.manifest().tasks().stream().map(TaskInfo::name).toList());
        }
    }

    private static void writeSentences(BenchCase written, ProbeSet set, Path folder) throws IOException {
        for (long step : List.of(written.before(), written.last())) {
            for (Layer layer : written.layers()) {
                float[] rows =
                        RawFiles.floats(folder.resolve(BenchCase.rowsFile(BenchCase.WORDS, step, layer.index())));
                float[] means =
                        SentenceMeans.of(rows, written.width(), set.words().sentence(), set.sentenceCount());
                RawFiles.write(folder.resolve(BenchCase.rowsFile(BenchCase.SENTENCES, step, layer.index())), means);
            }
        }
    }
}
