package io.ovoscope.launcher.demo;

import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.topics.GroupProgress;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicTail;
import io.ovoscope.demo.DemoSettings;
import io.ovoscope.launcher.CollectorMain;
import io.ovoscope.launcher.DataFolder;
import io.ovoscope.launcher.UserFacing;
import io.ovoscope.launcher.broker.BrokerMain;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.ChildFailedException;
import io.ovoscope.launcher.process.ChildJvm;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import io.ovoscope.launcher.terminal.Display;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The demo from beginning to end: broker, then collector, then training, each ready before the next is started; then waiting for the
 * last point; then the table.
 */
public final class DemoSession {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration WITHOUT_POINTS = Duration.ofMinutes(5);
    private static final Duration LAST_STAGES = Duration.ofSeconds(60);
    private static final Duration LAST_READ = Duration.ofSeconds(30);

    private static final Duration CLOSE = Duration.ofMinutes(2);

    private final DataFolder data;
    private final Request request;
    private final Terminal terminal = Terminal.detect();
    private boolean isCollectorElsewhere;

    /**
     * What the user asked for.
     *
     * @param run name of the run
     * @param treebank CoNLL-U file or directory; empty for WordNet
     * @param probeFiles what labels probe sentences or brings them along
     * @param collectorFile a file like {@code configs/collector.yaml}
     * @param collector what that says; the defaults where there is none
     * @param alertmanager address of the Alertmanager to be told of findings, in place of that of the file; empty for the file's
     * @param pagePort 0 for a free one
     * @param keep whether broker and page stay up afterwards
     */
    public record Request(
            String run,
            DemoSettings settings,
            String treebank,
            ProbeFiles probeFiles,
            Optional<Path> collectorFile,
            CollectorSettings collector,
            String alertmanager,
            int pagePort,
            boolean keep) {}

    public DemoSession(DataFolder data, Request request) {
        this.data = data;
        this.request = request;
    }

    /** Runs it; 0 if every snapshot that was sent has all its points. */
    public int run() throws UserFacing {
        return supervised(children -> {
            String bootstrap = start(children, BrokerMain.child(data.broker(), BrokerSettings.DEFAULT));
            String page = start(
                    children,
                    CollectorMain.child(
                            data, bootstrap, request.pagePort(), request.collectorFile(), request.alertmanager()));
            return watchOwn(children, KafkaSettings.plain(bootstrap), page);
        });
    }

    /**
     * Runs the training alone, for a collector that runs already; 0 if every snapshot that was sent has all its points.
     *
     * @param bootstrapServers the Kafka that the collector reads
     */
    public int runAt(String bootstrapServers) throws UserFacing {
        isCollectorElsewhere = true;
        return supervised(children -> watch(children, KafkaSettings.plain(bootstrapServers), "the collector's page"));
    }

    private interface Work {
        int with(Children children) throws IOException, ChildFailedException, InterruptedException, UserFacing;
    }

    private static int supervised(Work work) throws UserFacing {
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            return work.with(children);
        } catch (ChildFailedException e) {
            throw UserFacing.failure(e);
        } catch (IOException e) {
            throw UserFacing.failure("a process could not be started: " + e);
        } catch (InterruptedException e) {
            throw UserFacing.interrupted();
        }
    }

    private static String start(Children children, ChildJvm jvm)
            throws IOException, ChildFailedException, InterruptedException {
        return children.start(jvm, line -> {}).awaitReady(START);
    }

    /** The broker is ours, and so is the room that it keeps for activations. */
    private int watchOwn(Children children, KafkaSettings kafka, String page)
            throws IOException, ChildFailedException, InterruptedException, UserFacing {
        int exit;
        try (ActivationRoom room = ActivationRoom.open(
                kafka, request.collector().topics(), data.path().toFile().getUsableSpace())) {
            exit = watch(children, kafka, page);
            room.trim();
        }
        if (request.keep()) {
            say("The page stays up at " + page + " until Ctrl-C.");
            children.awaitFailure();
        }
        return exit;
    }

    @SuppressWarnings("try") // the tail fills the board until it is closed
    private int watch(Children children, KafkaSettings kafka, String page)
            throws IOException, ChildFailedException, InterruptedException, UserFacing {
        RunBoard board = new RunBoard(request.run(), kafka);
        SnapshotNews news = new SnapshotNews(board);
        try (TopicTail tail = new TopicTail(kafka, "ovoscope-terminal", RunBoard.TOPICS, board)) {
            requireNewRun(tail, kafka, board);
            TrainingEvent.Done done = train(children, board, news, page, kafka);
            if (done.sent() == 0) {
                throw UserFacing.failure("no snapshot reached the broker; " + data.log("training") + " says why");
            }
            boolean isProbed = awaitPoints(children, board, news, done);
            boolean isDelivered = awaitStages(kafka);
            return printEnd(kafka, board, done) && isProbed && isDelivered ? 0 : 1;
        }
    }

    private TrainingEvent.Done train(
            Children children, RunBoard board, SnapshotNews news, String page, KafkaSettings kafka)
            throws IOException, ChildFailedException, InterruptedException {
        Display display = Display.on(terminal.output(), terminal, Clock.systemUTC());
        try (display) {
            display.say("Run " + request.run() + ". Watch it at " + page);
            TrainingScreen screen = new TrainingScreen(
                    display, board, news, page, request.settings().training().maxSteps());
            Child training = children.start(training(kafka), screen::hear);
            children.awaitExit(training);
            return screen.done();
        }
    }

    private ChildJvm training(KafkaSettings kafka) throws IOException {
        TrainingOrder order = new TrainingOrder(
                request.run(),
                kafka.bootstrapServers(),
                request.treebank(),
                request.probeFiles(),
                CLOSE.toMillis(),
                data.checkpoints().toString(),
                request.settings());
        new DemoOrders(data.demos()).keep(order);
        return TrainingProcess.of(order, 1, data.log("training"));
    }

    /** Every snapshot that was sent is closed once all its points are there, or have been given up. */
    private boolean awaitPoints(Children children, RunBoard board, SnapshotNews news, TrainingEvent.Done done)
            throws ChildFailedException, InterruptedException {
        if (board.closed().size() < done.sent()) {
            say("Training has ended; " + (done.sent() - board.closed().size()) + " of " + done.sent()
                    + " snapshots are still to be probed ...");
        }
        long points = 0;
        long patience = System.nanoTime() + WITHOUT_POINTS.toNanos();
        while (board.closed().size() < done.sent()) {
            if (children.firstFailure().isPresent()) {
                children.awaitFailure();
            }
            if (board.points() > points) {
                points = board.points();
                patience = System.nanoTime() + WITHOUT_POINTS.toNanos();
            }
            if (System.nanoTime() > patience) {
                say("Only " + board.closed().size() + " of " + done.sent()
                        + " snapshots have all their points, and none"
                        + " has come for " + WITHOUT_POINTS.toMinutes() + " minutes. " + collectorsLog());
                return false;
            }
            Thread.sleep(100);
            news.lines().forEach(this::say);
        }
        return true;
    }

    /** Findings follow the steps that they rest on, and InfluxDB and Alertmanager follow them. */
    private boolean awaitStages(KafkaSettings kafka) throws InterruptedException {
        try (GroupProgress progress = new GroupProgress(kafka)) {
            boolean watched = progress.await("watch", List.of(Topic.CURVES), LAST_STAGES);
            boolean published = !request.collector().publish().influxdb().enabled()
                    || progress.await("publish", List.of(Topic.CURVES, Topic.FINDINGS), LAST_STAGES);
            boolean told =
                    !tellsAlertmanager() || progress.await("alert-alertmanager", List.of(Topic.FINDINGS), LAST_STAGES);
            if (!watched || !published || !told) {
                String what = watched
                        ? (told ? "InfluxDB does not have everything" : "Alertmanager was not told of everything")
                        : "Findings are not complete";
                say(what + " after "
                        + LAST_STAGES.toSeconds() + " s; what is missing follows when a collector next runs on "
                        + (isCollectorElsewhere ? kafka.bootstrapServers() : data.path()) + ". " + collectorsLog());
            }
            return watched && published && told;
        }
    }

    private boolean tellsAlertmanager() {
        return !request.alertmanager().isEmpty()
                || !request.collector().alerts().alertmanager().url().isEmpty();
    }

    /** Points of an earlier run under the same name would be taken for this one's. */
    private void requireNewRun(TopicTail tail, KafkaSettings kafka, RunBoard board)
            throws InterruptedException, UserFacing {
        if (!tail.awaitCaughtUp(LAST_READ) && isCollectorElsewhere) {
            throw UserFacing.failure(
                    "no topics of a collector can be read on " + kafka + ": is it there, and does a collector run?");
        }
        if (board.manifest().isPresent()) {
            throw UserFacing.usage("run '" + request.run() + "' is kept "
                    + (isCollectorElsewhere ? "on " + kafka : "in " + data.path())
                    + " already: choose another name with --run, or delete it with `ovoscope runs delete`");
        }
    }

    private String collectorsLog() {
        return isCollectorElsewhere
                ? "The collector's log says more."
                : "The collector's log is " + data.log("collector");
    }

    private void say(String text) {
        terminal.output().println(text);
        terminal.output().flush();
    }

    /**
     * A fresh reading to the end sees everything that the stages have written.
     *
     * @return whether nothing is missing
     */
    private boolean printEnd(KafkaSettings kafka, RunBoard seen, TrainingEvent.Done done) throws InterruptedException {
        RunBoard board = new RunBoard(request.run(), kafka);
        try (TopicTail tail = new TopicTail(kafka, "ovoscope-table", RunBoard.TOPICS, board)) {
            if (!tail.awaitCaughtUp(LAST_READ)) {
                board = seen;
            }
        }
        new FinalReport(
                        board,
                        done,
                        isCollectorElsewhere
                                ? "open the collector's page"
                                : "./ovoscope view" + (data.isUsual() ? "" : " --data " + data.path()),
                        request.settings().training().sabotageFromStep())
                .lines(terminal)
                .forEach(terminal.output()::println);
        terminal.output().flush();
        Shortfall shortfall = Shortfall.of(board, done.sent());
        if (shortfall.isLoss()) {
            say(collectorsLog());
        }
        return !shortfall.isLoss();
    }
}
