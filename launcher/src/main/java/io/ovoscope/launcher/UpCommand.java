package io.ovoscope.launcher;

import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.launcher.broker.BrokerMain;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.process.ChildFailedException;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import io.ovoscope.settings.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Waits for trainings of your own: a Kafka broker, the collector and its page, on this machine alone, until Ctrl-C.",
            "Agents find the broker where they look for it unless told otherwise. What has come in stays; `up` again goes on with it."
        },
        footer = {
            "",
            "Examples:",
            "  ovoscope up                                 Kafka at 127.0.0.1:9092, the page at http://127.0.0.1:8080",
            "  ovoscope up --kafka-port 19092 --port 0     where these are taken"
        })
final class UpCommand implements Callable<Integer> {
    private static final Duration START = Duration.ofSeconds(90);
    private static final int HIGHEST_PORT = 65_535;

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port of the broker on 127.0.0.1 (default: ${DEFAULT-VALUE}; 0 for a free one).")
    private int kafkaPort;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the page on 127.0.0.1 (default: ${DEFAULT-VALUE}; 0 for a free one).")
    private int pagePort;

    @Option(
            names = "--collector",
            paramLabel = "FILE",
            description = "Settings like configs/collector.yaml, for example with an InfluxDB; its broker is not used.")
    private @Nullable Path collector;

    @Override
    public Integer call() throws UserFacing {
        requireSettings();
        requireFree();
        DataFolder folder = data.folder().create();
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            String bootstrap = children.start(
                            BrokerMain.child(folder.broker(), BrokerSettings.DEFAULT.withPort(kafkaPort)), line -> {})
                    .awaitReady(START);
            String page = children.start(
                            CollectorMain.child(folder, bootstrap, pagePort, Optional.ofNullable(collector)),
                            line -> {})
                    .awaitReady(START);
            System.out.println("Kafka for agents  " + bootstrap);
            System.out.println("The page          " + page);
            System.out.println("Runs are kept in  " + folder.path());
            System.out.println("Waiting for trainings until Ctrl-C.");
            children.awaitFailure();
            return 0;
        } catch (ChildFailedException e) {
            throw UserFacing.failure(e);
        } catch (IOException e) {
            throw UserFacing.failure("a process could not be started: " + e);
        } catch (InterruptedException e) {
            return 0;
        }
    }

    /** Read here too, so that a mistake there is told before anything is started. */
    private void requireSettings() throws UserFacing {
        if (collector == null) {
            return;
        }
        if (!Files.isReadable(collector)) {
            throw UserFacing.usage("--collector " + collector + ": there is no such file, or it cannot be read");
        }
        try {
            CollectorSettings.read(collector, System.getenv());
        } catch (SettingsException e) {
            throw UserFacing.usage(e);
        }
    }

    /** Both at once, before anything is started. */
    private void requireFree() throws UserFacing {
        List<String> problems = new ArrayList<>();
        problem("--kafka-port", kafkaPort).ifPresent(problems::add);
        problem("--port", pagePort).ifPresent(problems::add);
        if (kafkaPort == pagePort && kafkaPort != 0) {
            problems.add("--kafka-port and --port are both " + pagePort + ": expecting two ports");
        }
        if (!problems.isEmpty()) {
            throw UserFacing.usage(String.join("\n", problems));
        }
    }

    private static Optional<String> problem(String option, int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            return Optional.of(option + " " + port + ": expecting 0 to " + HIGHEST_PORT + ", 0 for a free one");
        }
        try (ServerSocket socket = new ServerSocket()) {
            // As the servers do: a port is not taken for what lingers of its last connections.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(option + " " + port + ": cannot be used on 127.0.0.1 (" + e.getMessage()
                    + "): end what uses it, or choose another, 0 for a free one");
        }
    }
}
