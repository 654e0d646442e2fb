package io.ovoscope.launcher;

import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.demo.DemoSettings;
import io.ovoscope.demo.model.ModelConfig;
import io.ovoscope.launcher.demo.DemoSession;
import io.ovoscope.launcher.demo.DemoSession.Request;
import io.ovoscope.launcher.demo.ProbeFiles;
import io.ovoscope.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a small language model from scratch and shows, layer by layer, what it learns.",
            "Starts a Kafka broker, the collector with its page, and the training, each in a process of its own; all end together.",
            "With --kafka the training alone: Kafka and the collector are there already."
        },
        footer = {
            "",
            "Examples:",
            "  ovoscope demo                              WordNet's glosses, four minutes",
            "  ovoscope demo --quick                      the same, smaller, under a minute",
            "  ovoscope demo --model lstm --keep          an LSTM; the page stays up",
            "  ovoscope demo --sabotage 1500              a model that unlearns",
            "  ovoscope demo --treebank UD_English-EWT/   gold labels of a treebank",
            "  ovoscope demo --treebank UD_English-EWT/ --supersenses streusle/",
            "                                             and its supersenses"
        })
final class DemoCommand implements Callable<Integer> {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'demo-'yyyyMMdd-HHmmss");

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--quick", description = "A smaller model on fewer probe sentences: under a minute.")
    private boolean quick;

    @Option(names = "--model", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES} (default: transformer).")
    private ModelConfig.@Nullable Architecture model;

    @Option(
            names = "--treebank",
            paramLabel = "FILE|DIR",
            description =
                    "Gold CoNLL-U instead of WordNet: a file, or a directory of *-train, *-dev and *-test.conllu.")
    private @Nullable Path treebank;

    @Option(
            names = "--supersenses",
            paramLabel = "FILE|DIR",
            description = "Gold supersenses: STREUSLE's .conllulex files, whose sentences are probed too.")
    private List<Path> supersenses = new ArrayList<>();

    @Option(
            names = "--senteval",
            paramLabel = "FILE",
            description =
                    "A probing task in SentEval's format (part, label, sentence), named after the file; repeatable.")
    private List<Path> sentEval = new ArrayList<>();

    @Option(
            names = "--task",
            paramLabel = "FILE",
            description =
                    "A probing task of your own (sentence id, word or -, label), named after the file; repeatable; see docs/your-own-task.md.")
    private List<Path> tasks = new ArrayList<>();

    @Option(names = "--config", paramLabel = "FILE", description = "Settings like configs/demo.yaml.")
    private @Nullable Path config;

    @Option(
            names = "--collector",
            paramLabel = "FILE",
            description =
                    "Settings like configs/collector.yaml, for example to write to InfluxDB; its broker is not used.")
    private @Nullable Path collector;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "",
            description =
                    "Train for a collector that runs already, through the Kafka there; nothing but the training is started.")
    private String kafka = "";

    @Option(names = "--run", paramLabel = "NAME", description = "Name of the run (default: demo and the time).")
    private @Nullable String run;

    @Option(names = "--seed", description = "Seed of weights, text order and choice of probe sentences.")
    private @Nullable Long seed;

    @Option(
            names = "--sabotage",
            paramLabel = "STEP",
            description =
                    "From this step on shuffle the words that the model is to predict, so that it unlearns and an alarm is raised.")
    private @Nullable Integer sabotage;

    @Option(
            names = "--alertmanager",
            paramLabel = "URL",
            defaultValue = "",
            description = "Tell this Alertmanager of what goes wrong, for example http://127.0.0.1:9093.")
    private String alertmanager = "";

    @Mixin
    private PortOption port = new PortOption();

    @Option(names = "--keep", description = "Leave the broker and the page up when training has ended, until Ctrl-C.")
    private boolean keep;

    @Override
    public Integer call() throws UserFacing {
        requireFiles();
        if (run != null && run.isBlank()) {
            throw UserFacing.usage("--run is blank: expecting a name");
        }
        requireOneLine();
        if (!tasks.isEmpty() && treebank == null && supersenses.isEmpty()) {
            throw UserFacing.usage("--task " + tasks.get(0)
                    + " without --treebank or --supersenses: expecting one of them, whose sentence ids it names");
        }
        Request request = new Request(
                run == null
                        ? LocalDateTime.now(java.time.ZoneId.systemDefault()).format(NAME)
                        : run,
                settings(),
                treebank == null ? "" : treebank.toAbsolutePath().toString(),
                ProbeFiles.of(supersenses, sentEval, tasks),
                Optional.ofNullable(collector),
                collectorSettings(),
                alertmanager,
                port.checked(),
                keep);
        DemoSession session = new DemoSession(data.folder().create(), request);
        return kafka.isEmpty() ? session.run() : session.runAt(kafka);
    }

    /** What is asked of broker, collector and page can be asked of one's own only. */
    private void requireOneLine() throws UserFacing {
        if (!kafka.isEmpty() && (collector != null || !alertmanager.isEmpty() || port.isGiven() || keep)) {
            throw UserFacing.usage(
                    "--kafka with --collector, --alertmanager, --port or --keep: those are the settings of the"
                            + " collector that runs already");
        }
    }

    private DemoSettings settings() throws UserFacing {
        try {
            DemoSettings settings = quick ? DemoSettings.quick() : usual();
            settings = config == null ? settings : DemoSettings.read(config, settings);
            settings = model == null ? settings : settings.withArchitecture(model);
            settings = seed == null ? settings : settings.withSeed(seed);
            return sabotage == null ? settings : sabotaged(settings, sabotage);
        } catch (SettingsException e) {
            throw UserFacing.usage(e);
        }
    }

    private static DemoSettings sabotaged(DemoSettings settings, int fromStep) throws UserFacing {
        int steps = settings.training().maxSteps();
        if (fromStep < 1 || fromStep >= steps) {
            throw UserFacing.usage("--sabotage " + fromStep + ": expecting 1 to " + (steps - 1)
                    + ", before training ends at " + steps);
        }
        return settings.withSabotage(fromStep);
    }

    /** Read here too, so that a mistake there is told before anything is started. */
    private CollectorSettings collectorSettings() throws UserFacing {
        try {
            CollectorSettings settings = collector == null
                    ? CollectorSettings.defaults()
                    : CollectorSettings.read(collector, System.getenv());
            settings.alerts().withAlertmanager(alertmanager);
            return settings;
        } catch (SettingsException e) {
            throw UserFacing.usage(e);
        } catch (IllegalArgumentException e) {
            throw UserFacing.usage("--alertmanager: " + e.getMessage());
        }
    }

    private DemoSettings usual() {
        return model == ModelConfig.Architecture.LSTM ? DemoSettings.lstm() : DemoSettings.defaults();
    }

    private void requireFiles() throws UserFacing {
        List<String> missing = new ArrayList<>();
        requireThere("--treebank", treebank, missing);
        supersenses.forEach(path -> requireThere("--supersenses", path, missing));
        sentEval.forEach(path -> requireThere("--senteval", path, missing));
        tasks.forEach(path -> requireThere("--task", path, missing));
        requireThere("--config", config, missing);
        requireThere("--collector", collector, missing);
        if (!missing.isEmpty()) {
            throw UserFacing.usage(String.join("\n", missing));
        }
    }

    private static void requireThere(String option, @Nullable Path path, List<String> missing) {
        if (path != null && !Files.isReadable(path)) {
            missing.add(option + " " + path + ": there is no such file, or it cannot be read");
        }
    }
}
