package io.ovoscope.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.Collector;
import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.StageName;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.launcher.findings.StandingFindings;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Regression;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was found in a training that went wrong, once it has gone on from a checkpoint of before. */
@Timeout(240)
class ResumedFindingsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RUN = "fallen";
    private static final int SAVED = 8;
    private static final int FALLS = 14;

    @TempDir
    private Path directory;

    @Test
    void findingsThatRestedOnRetiredStepsAreWithdrawnAndFoundAnew() throws Exception {
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(directory.resolve("broker"), BrokerSettings.DEFAULT.withMinFreeDiskBytes(0))) {
            KafkaSettings kafka = KafkaSettings.plain(broker.bootstrapServers());
            CollectorSettings settings =
                    CollectorSettings.defaults().withKafka(kafka).withStages(List.of(StageName.SCORE, StageName.WATCH));
            try (Collector collector = Collector.start(settings, Clock.systemUTC())) {
                File saved = directory.resolve("model.zip").toFile();
                TinyTraining training = new TinyTraining(directory);
                trainUntilItHasFallen(training, kafka, saved);
                StandingFindings fallen = await(kafka, found -> !found.open().isEmpty());
                assertThat(fallen.run().attempt()).isEqualTo(1);

                goOn(training, kafka, saved);
                StandingFindings resumed = await(
                        kafka,
                        found -> found.run().attempt() == 2
                                && incidents(found).isEmpty()
                                && found.of(Emergence.class).stream().anyMatch(each -> each.attempt() == 2));
                assertThat(resumed.of(Emergence.class))
                        .noneMatch(found -> resumed.run().isRetired(found.attempt(), found.byStep()));
                assertThat(collector.ended().toCompletableFuture()).isNotDone();
            }
        }
    }

    /** Parameters that are all zero, and stay so, tell no word from another. */
    private static void trainUntilItHasFallen(TinyTraining training, KafkaSettings kafka, File saved) throws Exception {
        try (TinyTraining.Watched first = training.watched(RUN, kafka, ResumableTraining.EVERY_SECOND)) {
            first.train(0, SAVED);
            ModelSerializer.writeModel(first.network(), saved, true);
            first.train(SAVED, FALLS - 1);
            first.network().params().muli(0);
            first.network().setLearningRate(0);
            first.train(FALLS - 1, TinyTraining.STEPS);
        }
    }

    private static void goOn(TinyTraining training, KafkaSettings kafka, File saved) throws Exception {
        MultiLayerNetwork restored = MultiLayerNetwork.load(saved, true);
        try (TinyTraining.Watched second = training.resumed(RUN, kafka, ResumableTraining.EVERY_SECOND, restored)) {
            second.train(SAVED, TinyTraining.STEPS);
        }
    }

    /** Ended ones too. */
    private static List<Finding> incidents(StandingFindings found) {
        return found.all().stream()
                .filter(each -> each instanceof Regression || each instanceof BrokenData)
                .toList();
    }

    private static StandingFindings await(KafkaSettings kafka, Predicate<StandingFindings> wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        StandingFindings now = StandingFindings.read(kafka, RUN, PATIENCE).orElseThrow();
        while (!wanted.test(now) && System.nanoTime() < deadline) {
            Thread.sleep(200);
            now = StandingFindings.read(kafka, RUN, PATIENCE).orElseThrow();
        }
        assertThat(now).matches(wanted);
        return now;
    }
}
