package io.ovoscope.launcher.bench;

import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.demo.DemoSettings;
import io.ovoscope.demo.model.ModelConfig;
import io.ovoscope.launcher.DataFolder;
import io.ovoscope.launcher.UserFacing;
import io.ovoscope.launcher.demo.ProbeFiles;
import io.ovoscope.launcher.demo.TrainingEvent;
import io.ovoscope.launcher.demo.TrainingOrder;
import io.ovoscope.launcher.demo.TrainingProcess;
import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.ChildFailedException;
import io.ovoscope.launcher.process.ChildJvm;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.terminal.Display;
import io.ovoscope.launcher.terminal.Progress;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInput;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeoutException;

/**
 * A short run of a model 768 wide with one block, so that the activations of the wide case are a model's and not made up.
 * It is made once, in a folder of its own beside the data, and has no collector: nobody looks at its curves.
 */
final class WideRun {
    private static final int WIDTH = 768;
    /** Snapshots at 0, 1, 2, 4, 8, 16 and 32, all of which find room: a dropped one could be one that is needed. */
    private static final int EVERY = 16;

    private static final int STEPS = 32;
    private static final int QUEUE = 8;
    private static final double MAX_SECONDS = 600;
    private static final Duration CLOSE = Duration.ofMinutes(10);
    private static final int THREADS = 2;
    /** Two tasks and their controls. */
    private static final int TASKS = 2;
    /** One partition, so that layer 0 is there once, and room for three snapshots. */
    private static final TopicSizes TOPICS = new TopicSizes(-1, 1, 1, 640, 64, 1_048_588, 24, 168);

    private static final String MADE = "wide-run.made";

    private final Children children;
    private final DataFolder data;
    private final String treebank;
    private final Terminal terminal;
    private final PrintStream out;

    /** @param treebank CoNLL-U file or directory; empty for WordNet */
    WideRun(Children children, DataFolder data, String treebank, Terminal terminal, PrintStream out) {
        this.children = children;
        this.data = data;
        this.treebank = treebank;
        this.terminal = terminal;
        this.out = out;
    }

    /** Beside the data folder that the demo's runs are in. */
    static DataFolder folder(DataFolder data) {
        return new DataFolder(Path.of(data.path() + "-bench-" + WIDTH));
    }

    static DemoSettings settings() {
        DemoSettings usual = DemoSettings.defaults();
        return new DemoSettings(
                usual.seed(),
                new DemoSettings.Model(
                        ModelConfig.Architecture.TRANSFORMER,
                        WIDTH,
                        1,
                        12,
                        usual.model().vocabulary(),
                        usual.model().windowTokens(),
                        1.8),
                new DemoSettings.Training(16, 1e-3, 5, STEPS, MAX_SECONDS, 0),
                usual.probes(),
                new DemoSettings.Monitor(1, QUEUE, new ScheduleSettings(EVERY, 0, 0, 2, List.of())));
    }

    /** Writes the files of the case, after a run where there is none yet. */
    BenchCase extract(Path folder, int minRows)
            throws UserFacing, IOException, ChildFailedException, InterruptedException, TimeoutException {
        Path made = data.path().resolve(MADE);
        if (!Files.exists(made)) {
            make();
        }
        BenchCase wide = new KeptData(children, data).extract("wide", folder, minRows, WideRun::isAmongFirst);
        Files.writeString(made, wide.run() + "\n");
        return wide;
    }

    /** Whether a task is one of the first that read single words. */
    private static boolean isAmongFirst(ProbeSet set, String task) {
        return set.tasks().stream()
                .filter(of -> of.info().input() == TaskInput.TOKEN && !of.info().isRegression())
                .limit(TASKS)
                .anyMatch(of -> of.info().name().equals(task));
    }

    private void make() throws UserFacing, IOException, ChildFailedException, InterruptedException, TimeoutException {
        data.create();
        new KeptData(children, data).with(kafka -> {
            TopicAdmin.ensure(kafka, TOPICS);
            train(kafka);
            return kafka;
        });
    }

    private void train(KafkaSettings kafka) throws IOException, ChildFailedException, InterruptedException {
        try (Display display = Display.on(out, terminal, Clock.systemUTC())) {
            display.say("Making a run of a model " + WIDTH + " wide, once, in " + data.path() + ": about two minutes.");
            TrainingOrder order = new TrainingOrder(
                    "wide-" + System.currentTimeMillis(),
                    kafka.bootstrapServers(),
                    treebank,
                    ProbeFiles.of(List.of(), List.of(), List.of()),
                    CLOSE.toMillis(),
                    "",
                    settings());
            ChildJvm training = TrainingProcess.of(order, THREADS, data.log("training"));
            Child child = children.start(training, line -> hear(line, display));
            children.awaitExit(child);
        }
    }

    private static void hear(String line, Display display) {
        if (!TrainingEvent.isOne(line)) {
            return;
        }
        TrainingEvent event = TrainingEvent.parse(line);
        if (event instanceof TrainingEvent.Says says) {
            display.say(says.text());
        } else if (event instanceof TrainingEvent.Progress progress) {
            if (progress.step() == STEPS) {
                display.say("Training has ended; waiting for its last snapshots ...");
            }
            display.show(new Progress(
                    "training, " + WIDTH + " wide",
                    progress.step(),
                    Math.max(STEPS, progress.step()),
                    Double.isFinite(progress.loss()) ? OptionalDouble.of(progress.loss()) : OptionalDouble.empty(),
                    OptionalDouble.of(progress.tokensPerSecond()),
                    Duration.ofMillis(Math.round(progress.secondsTaken() * 1000)),
                    progress.step() < 2
                            ? Optional.empty()
                            : Optional.of(Duration.ofMillis(Math.round(progress.secondsLeft() * 1000))),
                    List.of(),
                    List.of()));
        }
    }
}
