package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.catalog.TopicRunCatalog;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.collector.watch.WatchSettings;
import io.ovoscope.collector.watch.WatchStage;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.launcher.findings.SampleFindings;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Import, watching, findings and export, as commands against a real broker. */
class ExchangeIT {
    private static final String CURVES = """
            task,level,layer,step,accuracy,n
            POS,morphology,0,0,.5,1000
            POS,morphology,0,100,.75,1000
            NER,semantics,1,100,.25,500
            """;

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();
    private EmbeddedBroker broker;
    private CurveTopics topics;
    private TopicRunCatalog catalog;
    private WatchStage watch;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
        KafkaSettings kafka = KafkaSettings.plain(broker.bootstrapServers());
        TopicAdmin.ensure(kafka, TopicSizes.defaults());
        topics = new CurveTopics(kafka);
        catalog = new TopicRunCatalog(kafka, "test-catalog", topics.deadLetters());
        watch = WatchStage.start(
                kafka,
                WatchSettings.closingAfter(600),
                catalog,
                topics.producer(),
                topics.deadLetters(),
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        watch.close();
        catalog.close();
        topics.close();
        broker.close();
    }

    private int run(String... arguments) {
        CommandLine command = Ovoscope.commandLine();
        command.setErr(new PrintWriter(err));
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--kafka", broker.bootstrapServers()));
        if (arguments[0].equals("findings")) {
            // Tables go past System.out, which the test's runner listens to.
            all.add("--json");
        }
        return command.execute(all.toArray(String[]::new));
    }

    private int importing(String text, String run) throws Exception {
        return run(
                "import", Files.writeString(folder.resolve("curves.csv"), text).toString(), "--run", run);
    }

    private String exported(String run, String format) throws Exception {
        Path file = folder.resolve("exported." + format);
        assertThat(run("export", "--run", run, "--format", format, "--out", file.toString()))
                .as(err.toString())
                .isZero();
        return Files.readString(file);
    }

    private List<StepClosed> closed() {
        return topics.records(Topic.CURVES).stream()
                .filter(record -> record.value() != null)
                .map(record -> CurveRecord.read(record.value()))
                .filter(StepClosed.class::isInstance)
                .map(StepClosed.class::cast)
                .toList();
    }

    @Test
    void whatIsImportedIsWatchedAndComesOutAsItWentIn() throws Exception {
        assertThat(importing(CURVES, "old/100%")).as(err.toString()).isZero();
        CurveTopics.await(() -> closed().size(), 2);
        assertThat(closed()).allMatch(step -> !step.expired() && step.present() == 4);
        String first = exported("old/100%", "csv");
        assertThat(first.lines()).hasSize(4);
        assertThat(importing(first, "again")).isZero();
        assertThat(exported("again", "csv")).isEqualTo(first);
        assertThat(exported("old/100%", "line").lines())
                .anyMatch(line ->
                        line.startsWith("probe,") && line.contains("task=POS") && line.contains("accuracy=0.75"))
                .anyMatch(line -> line.startsWith("snapshot,"));
        assertThat(run("findings", "--run", "old/100%", "--wait", "30", "--fail-on", "regression,broken-data"))
                .as(err.toString())
                .isZero();
    }

    @Test
    void findingsAreComputedOnAPublishedTable() throws Exception {
        assertThat(run("import", "../docs/examples/roberta-liu2021.csv", "--run", "roberta"))
                .as(err.toString())
                .isZero();
        CurveTopics.await(() -> half("POS"), List.of("6400 to 12800"));
        CurveTopics.await(() -> half("AgrSV"), List.of("12800 to 20000"));
        CurveTopics.await(() -> half("TREx"), List.of("20000 to 100000"));
    }

    /** The cells of t_50 over the best layer. */
    private List<String> half(String task) {
        return topics.records(Topic.FINDINGS).stream()
                .filter(record -> record.value() != null)
                .map(record -> Finding.read(record.value()))
                .filter(finding -> finding.id().equals("emergence-t50/" + task + "/best"))
                .map(finding -> ((Emergence) finding).afterStep() + " to " + ((Emergence) finding).byStep())
                .distinct()
                .toList();
    }

    @Test
    void theSameFileAgainChangesNothingAndAFileThatHasGrownAddsToItsRun() throws Exception {
        assertThat(importing(CURVES, "old")).isZero();
        CurveTopics.await(() -> closed().size(), 2);
        int records = topics.records(Topic.CURVES).size();
        assertThat(importing(CURVES, "old")).isZero();
        assertThat(importing(CURVES + "POS,morphology,1,0,.2,500\nPOS,morphology,0,200,.8,1000\n", "old"))
                .isZero();
        // Step 0 has a value that it lacked, step 200 is new: both are closed, step 100 is left as it is.
        CurveTopics.await(() -> closed().size(), 4);
        assertThat(closed()).extracting(StepClosed::step).containsExactlyInAnyOrder(0L, 100L, 0L, 200L);
        assertThat(topics.records(Topic.CURVES)).hasSize(records + 1 + 5 + 2);
        assertThat(topics.records(Topic.RUNS)).hasSize(1);
    }

    @Test
    void whatContradictsARunIsRefusedAndNothingIsWritten() throws Exception {
        assertThat(importing(CURVES, "old")).isZero();
        CurveTopics.await(() -> closed().size(), 2);
        int records = topics.records(Topic.CURVES).size();
        assertThat(importing(CURVES.replace(".75", ".7"), "old")).isEqualTo(1);
        assertThat(importing(CURVES.replace("NER,semantics,1,100,.25,500\n", ""), "old"))
                .isEqualTo(1);
        assertThat(importing(CURVES.replace(".75", "75"), "other")).isEqualTo(1);
        RunManifest trained = topics.announce("trained", 0);
        topics.flush();
        assertThat(importing(CURVES, trained.run())).isEqualTo(1);
        assertThat(err.toString())
                .contains("run 'old' is there and says something else than the file at task POS, layer 0, step 100:")
                .contains("at task NER, layer 1, step 100: delete it first with `ovoscope runs delete`")
                .contains("curves.csv:3: accuracy 75.0: expecting a share from 0 to 1")
                .contains("run 'trained' was trained, not imported");
        assertThat(topics.records(Topic.CURVES)).hasSize(records);
    }

    @Test
    void anOpenRegressionStopsAPipelineAndAClosedOneDoesNot() throws Exception {
        topics.send(Topic.RUNS, "", "a%2Frun", SampleFindings.manifest().write());
        topics.send(SampleFindings.regression("UPOS", 1750, Regression.Verdict.MODEL_REGRESSED, null));
        topics.send(SampleFindings.regression("WC", 1750, Regression.Verdict.PROBE_SUSPECTED, null));
        topics.flush();
        assertThat(run("findings", "--run", SampleFindings.RUN)).isZero();
        assertThat(run("findings", "--run", SampleFindings.RUN, "--fail-on", "regression"))
                .isEqualTo(3);
        assertThat(run("findings", "--run", SampleFindings.RUN, "--fail-on", "broken-data,probe-suspected"))
                .isEqualTo(3);
        assertThat(run("findings", "--run", SampleFindings.RUN, "--fail-on", "regression", "--task", "WC"))
                .isZero();
        topics.send(SampleFindings.regression("UPOS", 1750, Regression.Verdict.MODEL_REGRESSED, 2000L));
        topics.flush();
        assertThat(run("findings", "--run", SampleFindings.RUN, "--fail-on", "regression"))
                .isZero();
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThat(run("findings", "--run", "none")).isEqualTo(1);
        assertThat(run("export", "--run", "none")).isEqualTo(1);
        assertThat(run("findings", "--run", "none", "--fail-on", "anything")).isEqualTo(2);
        assertThat(run("import", "none.csv", "--run", "x")).isEqualTo(2);
        assertThat(err.toString())
                .contains("there is no run 'none': `ovoscope runs list`, with the same --data,")
                .contains("none.csv: there is no such file");
    }

    @Test
    void aRunWhoseWatchingLagsIsSaidToAndWaitingForItEnds() throws Exception {
        assertThat(importing(CURVES, "old")).isZero();
        CurveTopics.await(() -> closed().size(), 2);
        assertThat(run("findings", "--run", "old", "--wait", "30")).isZero();
        watch.close();
        topics.step("late", 0, .5);
        topics.flush();
        assertThat(run("findings", "--run", "old", "--wait", "1")).isEqualTo(1);
        assertThat(err.toString())
                .contains("watching lags: 2 records of ovoscope.curves have not been looked at after 1 s");
    }
}
