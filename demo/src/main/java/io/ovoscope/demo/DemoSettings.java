package io.ovoscope.demo;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.probeset.ProbeSetSettings;
import io.ovoscope.agent.probeset.task.TaskSettings;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.demo.model.ModelConfig;
import io.ovoscope.demo.model.Sabotage;
import io.ovoscope.demo.model.TrainingConfig;
import io.ovoscope.settings.SettingsFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the demo trains and how it is watched; {@code configs/demo.yaml} holds every key with its unit, default and meaning.
 *
 * @param seed of weights, order of the text, choice of probe sentences and control tasks
 */
public record DemoSettings(long seed, Model model, Training training, Probes probes, Monitor monitor) {
    private static final long MILLIS_PER_SECOND = 1000;

    /** See {@link ModelConfig}. */
    public record Model(
            ModelConfig.Architecture architecture,
            int width,
            int layers,
            int heads,
            int vocabulary,
            int windowTokens,
            double initScale) {
        public Model {
            new ModelConfig(architecture, width, layers, heads, vocabulary, windowTokens, initScale, 0);
        }
    }

    /**
     * See {@link TrainingConfig}.
     *
     * @param maxSeconds wall time after which training ends even if steps are left
     * @param sabotageFromStep see {@link Sabotage}; 0 for none
     */
    public record Training(
            int batch, double learningRate, int warmUpSteps, int maxSteps, double maxSeconds, int sabotageFromStep) {
        public Training {
            new TrainingConfig(batch, learningRate, warmUpSteps, maxSteps, duration(maxSeconds), 0);
            if (sabotageFromStep < 0 || sabotageFromStep >= maxSteps) {
                throw new IllegalArgumentException("sabotageFromStep " + sabotageFromStep
                        + ": expecting 0 <= sabotageFromStep < maxSteps " + maxSteps);
            }
        }
    }

    /**
     * The probe set.
     *
     * @param sentences unaltered sentences of each source at most
     * @param bShiftSentences sentences that {@code BShift}, {@code SOMO} and {@code CoordInv} label at most, each; half of them run
     *     through the model in addition
     */
    public record Probes(int sentences, int bShiftSentences) {
        public Probes {
            if (sentences < 1 || bShiftSentences < 0) {
                throw new IllegalArgumentException("sentences " + sentences + ", bShiftSentences " + bShiftSentences
                        + ": expecting sentences >= 1 and bShiftSentences >= 0");
            }
        }
    }

    /**
     * How the agent watches.
     *
     * @param overheadBudget most that the agent may take of the training time
     * @param queueMaxSnapshots snapshots that may wait for the worker
     * @param schedule when snapshots are due
     */
    public record Monitor(double overheadBudget, int queueMaxSnapshots, ScheduleSettings schedule) {
        public Monitor {
            AgentSettings.defaults().withOverheadBudget(overheadBudget).withQueueMaxSnapshots(queueMaxSnapshots);
        }
    }

    /** The default demo: about three and a half minutes of training on two cores. */
    public static DemoSettings defaults() {
        return new DemoSettings(
                1,
                new Model(ModelConfig.Architecture.TRANSFORMER, 64, 3, 4, 2_000, 32, 6),
                new Training(16, 4e-3, 50, 3_000, 230, 0),
                new Probes(2_000, 600),
                new Monitor(1, 16, new ScheduleSettings(250, 32, 1_000, Math.sqrt(2), List.of())));
    }

    /** For CI: under a minute in all. */
    public static DemoSettings quick() {
        return new DemoSettings(
                1,
                new Model(ModelConfig.Architecture.TRANSFORMER, 64, 2, 4, 1_000, 32, 6),
                new Training(16, 5e-3, 30, 500, 25, 0),
                new Probes(1_000, 200),
                new Monitor(1, 16, new ScheduleSettings(100, 0, 0, 2, List.of())));
    }

    /** The default demo with two LSTM layers instead of the transformer. */
    public static DemoSettings lstm() {
        DemoSettings usual = defaults();
        return new DemoSettings(
                1,
                new Model(ModelConfig.Architecture.LSTM, 64, 2, 1, 2_000, 32, 6),
                new Training(16, 1e-2, 50, 1_400, 230, 0),
                usual.probes(),
                usual.monitor());
    }

    /** A file laid over the defaults given. */
    public static DemoSettings read(Path file, DemoSettings defaults) {
        return SettingsFile.read(file, defaults, System.getenv());
    }

    /** The same for another network. */
    public DemoSettings withArchitecture(ModelConfig.Architecture architecture) {
        Model other = new Model(
                architecture,
                model.width(),
                model.layers(),
                model.heads(),
                model.vocabulary(),
                model.windowTokens(),
                model.initScale());
        return new DemoSettings(seed, other, training, probes, monitor);
    }

    /** The same with another seed. */
    public DemoSettings withSeed(long other) {
        return new DemoSettings(other, model, training, probes, monitor);
    }

    /**
     * The same, sabotaged: from this step on the labels of the loss are shuffled.
     *
     * @throws IllegalArgumentException where training ends before
     */
    public DemoSettings withSabotage(int fromStep) {
        Training sabotaged = new Training(
                training.batch(),
                training.learningRate(),
                training.warmUpSteps(),
                training.maxSteps(),
                training.maxSeconds(),
                fromStep);
        return new DemoSettings(seed, model, sabotaged, probes, monitor);
    }

    ModelConfig modelConfig(int vocabulary) {
        return new ModelConfig(
                model.architecture(),
                model.width(),
                model.layers(),
                model.heads(),
                vocabulary,
                model.windowTokens(),
                model.initScale(),
                seed);
    }

    TrainingConfig trainingConfig() {
        TrainingConfig healthy = new TrainingConfig(
                training.batch(),
                training.learningRate(),
                training.warmUpSteps(),
                training.maxSteps(),
                duration(training.maxSeconds()),
                seed);
        int from = training.sabotageFromStep();
        return from == 0 ? healthy : healthy.with(new Sabotage(from, seed));
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * MILLIS_PER_SECOND));
    }

    /** How the probe set is made: one position of the window is the sentence boundary's. */
    public ProbeSetSettings probeSetSettings() {
        ProbeSetSettings usual = ProbeSetSettings.defaults();
        TaskSettings tasks = usual.taskOptions();
        return new ProbeSetSettings(
                seed,
                probes.sentences(),
                model.windowTokens() - 1,
                usual.trainShare(),
                usual.developmentShare(),
                usual.minTrainItemsPerClass(),
                usual.tasks(),
                new TaskSettings(
                        tasks.sentLenBins(),
                        tasks.wcWords(),
                        tasks.wcMinSentencesPerWord(),
                        tasks.wcMaxShareOfSentences(),
                        tasks.treeDepthStratumWords(),
                        probes.bShiftSentences(),
                        probes.bShiftSentences(),
                        probes.bShiftSentences()),
                usual.conlluLabels(),
                usual.textLayout(),
                usual.language());
    }
}
