package io.ovoscope.javaagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.javaagent.ChildProgram.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that know nothing of Ovoscope, in JVMs of their own, with the agent's jar and without, on a real broker. */
class JavaAgentIT {
    private static final String TRAIN = "io.ovoscope.javaagent.program.Train";
    private static final String TRAIN_WITH_OLD_LIBRARIES = "io.ovoscope.javaagent.program.TrainWithOldLibraries";

    @TempDir
    private static Path brokerDirectory;

    private static Broker broker;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = Broker.start(brokerDirectory);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static Ended bare(String... arguments) throws Exception {
        Ended ended = ChildProgram.run(List.of(), ChildProgram.classPath(), TRAIN, arguments);
        assertThat(ended.exit()).as(ended.errors()).isZero();
        return ended;
    }

    private static Ended watched(Path settings, String... arguments) throws Exception {
        Ended ended = ChildProgram.run(ChildProgram.agent(settings), ChildProgram.classPath(), TRAIN, arguments);
        assertThat(ended.exit()).as(ended.errors()).isZero();
        return ended;
    }

    private Path settings(String run, String... more) throws IOException {
        return new AgentFiles(directory).settings(run, broker.address(), more);
    }

    private static Set<Long> steps(String runAndAttempt) {
        return broker.steps().getOrDefault(runAndAttempt, Set.of());
    }

    /** A stack with three updates for each batch, a graph with dropout, and the overload that holds the network's lock. */
    @ParameterizedTest
    @CsvSource({"stack,72", "graph,24", "locked,72"})
    void parametersEndWithTheSameBitsAndEverySnapshotArrives(String program, long updates) throws Exception {
        Ended with = watched(settings("same-" + program), program);
        assertThat(with.said("parameters")).hasSize(1).isEqualTo(bare(program).said("parameters"));
        Set<Long> expected = new TreeSet<>(List.of(0L, 1L, 2L, updates));
        for (long step = 4; step < updates; step += 4) {
            expected.add(step);
        }
        assertThat(steps("same-" + program + "/1")).as(with.errors()).isEqualTo(expected);
        assertThat(broker.manifest("same-" + program).layers()).hasSizeBetween(2, 3);
    }

    @Test
    void twoNetworksAreTwoRuns() throws Exception {
        Ended with = watched(settings("both"), "both");
        assertThat(with.said("parameters")).hasSize(2).isEqualTo(bare("both").said("parameters"));
        assertThat(steps("both/1")).contains(0L, 36L);
        assertThat(steps("both-2/1")).contains(0L, 12L);
        assertThat(broker.manifest("both").model()).startsWith("MultiLayerNetwork");
        assertThat(broker.manifest("both-2").model()).startsWith("ComputationGraph");
    }

    @Test
    void networksThatTheSettingsLeaveOutAreNotWatched() throws Exception {
        Path settings = settings("some", "attach:", "  classes: [ComputationGraph]");
        assertThat(watched(settings, "both").errors()).contains("attach.classes");
        assertThat(broker.manifest("some").model()).startsWith("ComputationGraph");
        assertThat(broker.steps()).doesNotContainKey("some-2/1");
    }

    @Test
    void listenersThatTheProgramSetsLaterDoNotEndTheWatching() throws Exception {
        Ended with = watched(settings("listeners"), "listeners");
        assertThat(with.said("parameters")).isEqualTo(bare("listeners").said("parameters"));
        assertThat(steps("listeners/1")).contains(36L, 40L, 68L, 72L);
        assertThat(with.errors()).contains("the agent listens again");
    }

    @Test
    void restoredNetworkGoesOnWithItsRunAsAnotherAttempt() throws Exception {
        String file = directory.resolve("model.zip").toString();
        Ended with = watched(settings("restored"), "restored", file);
        assertThat(with.said("parameters"))
                .hasSize(1)
                .isEqualTo(bare("restored", file).said("parameters"));
        assertThat(steps("restored/1")).contains(0L, 32L);
        assertThat(steps("restored/2")).contains(36L, 72L).doesNotContain(0L);
        assertThat(broker.manifest("restored").attempt()).isEqualTo(2);
        assertThat(broker.steps()).doesNotContainKey("restored-2/1");
    }

    @Test
    void earlyStoppingTrainsAsEverAndItsSavedCopiesAreNoRunsOfTheirOwn() throws Exception {
        Ended with = watched(settings("stopping"), "stopping");
        assertThat(with.said("parameters"))
                .hasSize(2)
                .isEqualTo(bare("stopping").said("parameters"));
        assertThat(steps("stopping/1")).contains(0L, 72L);
        assertThat(broker.steps()).doesNotContainKeys("stopping-2/1", "stopping/2");
    }

    @Test
    void ofParallelTrainingTheOriginalIsWatchedAndNoCopy() throws Exception {
        Ended with = watched(settings("parallel"), "parallel");
        assertThat(with.said("parameters")).hasSize(1);
        assertThat(steps("parallel/1")).as(with.errors()).hasSizeGreaterThan(2).contains(0L);
        assertThat(broker.steps()).doesNotContainKeys("parallel-2/1", "parallel/2");
    }

    /** Each compression has a native library, of which the program brings an older one under the same name. */
    @ParameterizedTest
    @ValueSource(strings = {"zstd", "snappy", "lz4"})
    void programKeepsItsOlderLibrariesAndTheAgentItsOwn(String compression) throws Exception {
        Path settings = new AgentFiles(directory)
                .settings(
                        "old-" + compression,
                        broker.address() + "\n  properties:\n    compression.type: " + compression);
        String[] arguments = {broker.address(), Broker.PROGRAM_TOPIC, compression};
        int before = broker.committed(Broker.PROGRAM_TOPIC).size();
        Ended bare = ChildProgram.run(List.of(), ChildProgram.classPath(), TRAIN_WITH_OLD_LIBRARIES, arguments);
        Ended with = ChildProgram.run(
                ChildProgram.agent(settings), ChildProgram.classPath(), TRAIN_WITH_OLD_LIBRARIES, arguments);
        assertThat(with.exit()).as(with.errors()).isZero();
        assertThat(with.output()).isEqualTo(bare.output());
        assertThat(with.said("kafka")).containsExactly("kafka-clients-2.8.2.jar");
        assertThat(with.said("jackson")).containsExactly("2.9.10-8");
        assertThat(with.said("slf4j")).containsExactly("slf4j-api-1.7.36.jar");
        assertThat(with.said("netty")).containsExactly("netty-common-4.1.42.Final.jar");
        assertThat(with.errors()).contains("through its own log");
        assertThat(broker.committed(Broker.PROGRAM_TOPIC)).hasSize(before + 4);
        assertThat(steps("old-" + compression + "/1")).as(with.errors()).contains(0L, 36L, 72L);
    }

    private Ended launched(Path settings, String where) throws Exception {
        Path folder = directory.resolve("launcher/io/ovoscope/javaagent/program");
        Files.createDirectories(folder);
        Files.copy(
                Path.of("target/test-classes/io/ovoscope/javaagent/program/Launch.class"),
                folder.resolve("Launch.class"));
        String path =
                ChildProgram.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Ended ended = ChildProgram.run(
                ChildProgram.agent(settings),
                List.of(directory.resolve("launcher")),
                "io.ovoscope.javaagent.program.Launch",
                where,
                path,
                "stack");
        assertThat(ended.exit()).as(ended.errors()).isZero();
        return ended;
    }

    /** As in a fat jar: DL4J in a class loader beneath that of the class path, where the agent's jar is. */
    @Test
    void programInAClassLoaderOfItsOwnIsWatched() throws Exception {
        Ended with = launched(settings("beneath"), "beneath");
        assertThat(with.said("parameters")).isEqualTo(bare("stack").said("parameters"));
        assertThat(steps("beneath/1")).as(with.errors()).contains(0L, 36L, 72L);
    }

    @Test
    void programWhoseClassLoaderDoesNotSeeTheClassPathIsToldSoAndRunsAsEver() throws Exception {
        Ended with = launched(settings("apart"), "apart");
        assertThat(with.said("parameters")).isEqualTo(bare("stack").said("parameters"));
        assertThat(with.errors()).contains("MultiLayerNetwork is loaded by", "its networks are not watched");
    }

    @Test
    void absentBrokerCostsSnapshotsAndNothingElse() throws Exception {
        Path settings = new AgentFiles(directory)
                .settings("absent", "127.0.0.1:1", "send:", "  sendTimeoutMillis: 500", "closeTimeoutMillis: 2000");
        Ended with = watched(settings, "stack");
        assertThat(with.said("parameters")).isEqualTo(bare("stack").said("parameters"));
        assertThat(with.errors()).contains("no broker has answered yet", "0 snapshots sent");
    }

    @Test
    void mistakesInTheSettingsAreToldAndTheProgramRunsAsEver() throws Exception {
        Path settings = directory.resolve("wrong.yaml");
        Files.writeString(settings, "runn: x\noverheadBudget: 7\n", StandardCharsets.UTF_8);
        Ended with = watched(settings, "stack");
        assertThat(with.said("parameters")).isEqualTo(bare("stack").said("parameters"));
        assertThat(with.errors())
                .contains("wrong.yaml:1: runn: unknown key 'runn'", "overheadBudget 7.0", "the program runs unwatched");
    }

    @Test
    void settingsThatAreMissingAreToldAndTheProgramRunsAsEver() throws Exception {
        Ended with = watched(directory.resolve("none.yaml"), "stack");
        assertThat(with.said("parameters")).isEqualTo(bare("stack").said("parameters"));
        assertThat(with.errors()).contains("no settings file", "none.yaml", "the program runs unwatched");
    }

    @Test
    void probeSentencesThatAreMissingAreToldAndTheProgramRunsAsEver() throws Exception {
        Path settings = settings("unprobed");
        Files.delete(directory.resolve("probe.txt"));
        Ended with = watched(settings, "stack");
        assertThat(with.said("parameters")).isEqualTo(bare("stack").said("parameters"));
        assertThat(with.errors()).contains("run unprobed: not watched", "probe.txt");
    }
}
