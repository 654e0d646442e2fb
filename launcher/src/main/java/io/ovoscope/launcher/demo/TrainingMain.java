package io.ovoscope.launcher.demo;

import io.ovoscope.agent.AgentMetrics;
import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.checkpoint.CheckpointSettings;
import io.ovoscope.agent.probeset.sentence.MalformedTextException;
import io.ovoscope.agent.send.KafkaTarget;
import io.ovoscope.demo.DemoRun;
import io.ovoscope.demo.corpus.DemoCorpus;
import io.ovoscope.demo.model.TrainingProgress;
import io.ovoscope.launcher.process.ParentWatch;
import io.ovoscope.settings.SettingsException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The training's own process: reads the text, trains the model under the agent, and tells how far it is. */
public final class TrainingMain {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final long CHECKPOINT_MEBIBYTES = 256;
    private static final long NANOS_BETWEEN_REPORTS = 200_000_000L;

    private final PrintStream out;
    private final TrainingOrder order;
    private long lastReport;
    private long started;

    private TrainingMain(PrintStream out, TrainingOrder order) {
        this.out = out;
        this.order = order;
    }

    /** Trains what the one argument, a {@link TrainingOrder} as JSON, says. */
    public static void main(String[] arguments) {
        ParentWatch.start(() -> System.exit(0), GRACE);
        // Libraries print to standard output, which here carries events: what they print goes to the log.
        PrintStream events = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        try {
            new TrainingMain(events, TrainingOrder.parse(arguments[0])).run();
            System.exit(0);
        } catch (SettingsException | MalformedTextException | IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException {
        DemoCorpus corpus = corpus();
        boolean usersText = !order.treebank().isEmpty() || !order.probeFiles().isEmpty();
        say(usersText ? ProbeSetLines.remarks(corpus.probes()) : List.of());
        say(ProbeSetLines.skipped(corpus.probes().skipped()));
        AgentSettings target = AgentSettings.defaults()
                .withRun(order.run())
                .withKafka(KafkaTarget.at(order.bootstrapServers()))
                .withSend(AgentSettings.defaults().send().withHealthIntervalMillis(1_000))
                .withCloseTimeoutMillis(order.closeTimeoutMillis())
                .withCheckpoints(CheckpointSettings.defaults()
                        .withDirectory(order.checkpoints())
                        .withMaxMebibytes(CHECKPOINT_MEBIBYTES));
        started = System.nanoTime();
        DemoRun.Outcome outcome = new DemoRun(order.settings(), corpus, System::nanoTime)
                .run(target, text -> tell(new TrainingEvent.Says(text)), this::report);
        tell(done(outcome));
    }

    private DemoCorpus corpus() throws IOException {
        tell(new TrainingEvent.Says(
                order.treebank().isEmpty() ? "Reading WordNet ..." : "Reading " + order.treebank() + " ..."));
        return order.corpus();
    }

    private TrainingEvent.Done done(DemoRun.Outcome outcome) {
        AgentMetrics agent = outcome.agent();
        return new TrainingEvent.Done(
                outcome.training().steps(),
                order.settings().training().maxSteps(),
                outcome.training().loss(),
                outcome.training().seconds(),
                agent.sent(),
                agent.droppedTotal(),
                agent.skippedForBudget());
    }

    private void report(TrainingProgress progress) {
        long now = System.nanoTime();
        if (progress.step() == 1) {
            started = now;
        }
        if (now - lastReport >= NANOS_BETWEEN_REPORTS || progress.step() == progress.totalSteps()) {
            lastReport = now;
            tell(new TrainingEvent.Progress(
                    progress.step(),
                    progress.totalSteps(),
                    progress.loss(),
                    progress.tokensPerSecond(),
                    (now - started) / 1e9,
                    progress.secondsLeft()));
        }
    }

    private void say(List<String> lines) {
        lines.forEach(line -> tell(new TrainingEvent.Says(line)));
    }

    private void tell(TrainingEvent event) {
        out.println(event.line());
    }
}
