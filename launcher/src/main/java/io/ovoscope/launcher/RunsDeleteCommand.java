package io.ovoscope.launcher;

import io.ovoscope.agent.checkpoint.CheckpointFolder;
import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.publish.InfluxRuns;
import io.ovoscope.collector.topics.RunDeletion;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description =
                "Deletes a run from the topics, its checkpoints from the data folder, and its points from InfluxDB where the settings name one.")
final class RunsDeleteCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Parameters(paramLabel = "RUN", description = "Name of the run, as `ovoscope runs list` prints it.")
    private String run = "";

    @Override
    public Integer call() throws UserFacing {
        return kafka.run(this::delete);
    }

    /** Those of the demo's runs only: where another training keeps its own is its user's business. */
    private void deleteCheckpoints() throws IOException {
        Optional<DataFolder> folder = kafka.embedded();
        if (folder.isPresent()) {
            int deleted = CheckpointFolder.deleteRun(folder.get().checkpoints(), run);
            if (deleted > 0) {
                System.out.println(folder.get().checkpoints() + ": " + deleted + " checkpoints deleted");
            }
        }
    }

    private int delete(CollectorSettings settings) throws UserFacing, InterruptedException, IOException {
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(settings.kafka().producer("ovoscope-runs-delete"))) {
            RunDeletion.Deleted deleted = RunDeletion.delete(
                    settings.kafka(),
                    run,
                    producer,
                    InfluxRuns.of(settings.publish().influxdb()),
                    PATIENCE);
            if (!deleted.anything()) {
                throw UserFacing.noSuchRun(run);
            }
            deleted.records()
                    .forEach((topic, count) ->
                            System.out.println(settings.kafka().name(topic) + ": " + count + " records deleted"));
            deleteCheckpoints();
            return 0;
        } catch (TimeoutException e) {
            throw UserFacing.failure(settings.kafka() + ": " + e.getMessage());
        }
    }
}
