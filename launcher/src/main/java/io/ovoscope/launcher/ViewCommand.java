package io.ovoscope.launcher;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.view.ViewServer;
import io.ovoscope.collector.view.ViewSettings;
import io.ovoscope.launcher.broker.BrokerMain;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.process.ChildFailedException;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "view",
        mixinStandardHelpOptions = true,
        description = "Shows the page with the runs that are kept, finished ones too, until Ctrl-C.")
final class ViewCommand implements Callable<Integer> {
    private static final Duration START = Duration.ofSeconds(90);

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private PortOption port = new PortOption();

    @Override
    public Integer call() throws UserFacing {
        ViewSettings settings = ViewSettings.defaults().withPort(port.checked());
        DataFolder folder = data.folder().requireKept();
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            String bootstrap = children.start(BrokerMain.child(folder.broker(), BrokerSettings.DEFAULT), line -> {})
                    .awaitReady(START);
            try (ViewServer page = ViewServer.start(KafkaSettings.plain(bootstrap), settings)) {
                System.out.println("The page is at " + page.address() + " until Ctrl-C.");
                children.awaitFailure();
            }
            return 0;
        } catch (ChildFailedException | IllegalStateException | UncheckedIOException e) {
            throw UserFacing.failure(e);
        } catch (IOException e) {
            throw UserFacing.failure("the broker could not be started: " + e);
        } catch (InterruptedException e) {
            return 0;
        }
    }
}
