package io.ovoscope.launcher.replay;

import io.ovoscope.launcher.CollectorMain;
import io.ovoscope.launcher.DataFolder;
import io.ovoscope.launcher.UserFacing;
import io.ovoscope.launcher.broker.BrokerMain;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.ChildFailedException;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import io.ovoscope.launcher.terminal.Display;
import io.ovoscope.launcher.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A replay from beginning to end: broker and collector of a kept data folder, unless another Kafka is meant, then the replaying process. */
public final class ReplaySession {
    private static final Duration START = Duration.ofSeconds(90);

    private final DataFolder data;
    private final Optional<Path> collector;
    private final Terminal terminal = Terminal.detect();

    /**
     * Nothing happens yet.
     *
     * @param data where the embedded broker keeps its runs, and the log goes
     * @param collector a file like {@code configs/collector.yaml} for the collector beside the embedded broker
     */
    public ReplaySession(DataFolder data, Optional<Path> collector) {
        this.data = data;
        this.collector = collector;
    }

    /** Runs it on the Kafka that the order names, where a collector is running. */
    public void onOtherKafka(ReplayOrder order) throws UserFacing {
        supervise(children -> replay(children, order));
    }

    /** Runs it on the embedded broker, with a collector of its own; order says of the broker nothing yet. */
    public void onEmbedded(java.util.function.Function<String, ReplayOrder> order) throws UserFacing {
        supervise(children -> {
            String bootstrap = children.start(BrokerMain.child(data.broker(), BrokerSettings.DEFAULT), line -> {})
                    .awaitReady(START);
            children.start(CollectorMain.child(data, bootstrap, 0, collector), line -> {})
                    .awaitReady(START);
            replay(children, order.apply(bootstrap));
        });
    }

    private interface Work {
        void with(Children children) throws IOException, ChildFailedException, InterruptedException, UserFacing;
    }

    private static void supervise(Work work) throws UserFacing {
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            work.with(children);
        } catch (ChildFailedException e) {
            throw UserFacing.failure(e);
        } catch (IOException e) {
            throw UserFacing.failure("a process could not be started: " + e);
        } catch (InterruptedException e) {
            throw UserFacing.interrupted();
        }
    }

    private void replay(Children children, ReplayOrder order)
            throws IOException, ChildFailedException, InterruptedException, UserFacing {
        ReplayScreen screen;
        try (Display display = Display.on(terminal.output(), terminal, Clock.systemUTC())) {
            screen = new ReplayScreen(display, terminal);
            Child child = children.start(ReplayMain.child(order, data.log("replay")), screen::hear);
            children.awaitExit(child);
        }
        ReplayEvent.Ended end = screen.ended();
        if (end.exitCode() != 0) {
            throw end.exitCode() == UserFacing.usage("").exitCode()
                    ? UserFacing.usage(end.message())
                    : UserFacing.failure(end.message());
        }
    }
}
