package io.ovoscope.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real child JVMs under a supervisor in this one. */
@Timeout(120)
class ChildrenIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final EndingLimits SHORT =
            new EndingLimits(Duration.ofMillis(300), Duration.ofMillis(700), Duration.ofSeconds(5));

    @TempDir
    private Path directory;

    private final Children children = Children.supervise(EndingLimits.DEFAULT);
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void endChildren() {
        children.close();
    }

    @Test
    void jobIsHeardLineByLineToItsEnd() throws Exception {
        Child job = children.start(scripted("job", "out:step 1", "out:step 2", "err:a warning"), heard::add);

        children.awaitExit(job);

        assertThat(heard).containsExactly("step 1", "step 2");
        assertThat(job.exit().get().code()).isZero();
        assertThat(Files.readString(directory.resolve("job.log"))).isEqualTo("a warning\n");
        assertThat(children.firstFailure()).isEmpty();
    }

    @Test
    void heapPropertiesEnvironmentAndOptionsReachTheChild() throws Exception {
        ChildJvm jvm = scripted("job", "heap:", "env:OMP_NUM_THREADS", "property:ovoscope.colour")
                .withHeapMebibytes(40)
                .withJvmOptions("-XX:+UseSerialGC", "-XX:NewSize=1m")
                .withEnvironment("OMP_NUM_THREADS", "1")
                .withSystemProperty("ovoscope.colour", "light blue");

        children.awaitExit(children.start(jvm, heard::add));

        assertThat(heard).hasSize(3).contains("OMP_NUM_THREADS=1", "ovoscope.colour=light blue");
        assertThat(Integer.parseInt(heard.get(0).substring("heap ".length()))).isBetween(30, 40);
    }

    @Test
    void argumentsThatMeanSomethingToAShellArriveAsTheyAre() throws Exception {
        List<String> awkward = List.of("$(exit 7)", "`id`", "a b", "\"; exit 8; \"", "'", "*", "", "-x", "é");
        String[] steps = awkward.stream().map(word -> "out:" + word).toArray(String[]::new);
        ChildJvm jvm = scripted("job", steps)
                .withJvmOptions("-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8")
                .withEnvironment("LC_ALL", "C.UTF-8");

        children.awaitExit(children.start(jvm, heard::add));

        assertThat(heard).isEqualTo(awkward);
    }

    @Test
    void callbackThatThrowsDoesNotStopTheReading() throws Exception {
        Child job = children.start(scripted("job", "out:bad", "out:good"), line -> {
            if (line.equals("bad")) {
                throw new IllegalArgumentException("cannot use this line");
            }
            heard.add(line);
        });

        children.awaitExit(job);

        assertThat(heard).containsExactly("good");
    }

    @Test
    void failedJobIsReportedWithNameCodeAndLastLines() throws Exception {
        Child job = children.start(scripted("training", "err:loss is NaN at step 7", "exit:3"), heard::add);

        assertThatThrownBy(() -> children.awaitExit(job))
                .isInstanceOf(ChildFailedException.class)
                .hasMessage("training ended with exit code 3; the last lines of " + directory.resolve("training.log")
                        + ":\n  loss is NaN at step 7");
        assertThat(children.firstFailure())
                .hasValueSatisfying(exit -> assertThat(exit.code()).isEqualTo(3));
    }

    @Test
    void serviceThatEndsByItselfIsAFailureWhateverItsCode() throws Exception {
        Child waiting = startObedient("training");
        children.start(service("collector", ScriptedChild.class).withArguments(List.of("exit:0")), heard::add);

        assertThatThrownBy(() -> children.awaitExit(waiting))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("collector ended with exit code 0; it wrote nothing to");
    }

    @Test
    void killedServiceIsReportedByItsSignal() throws Exception {
        Child broker = startObedient("broker");

        ProcessHandle.of(broker.pid()).orElseThrow().destroyForcibly();

        assertThatThrownBy(children::awaitFailure)
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("broker ended by signal 9");
    }

    @Test
    void childThatEndsBeforeItIsReadyIsReported() throws Exception {
        Child broker = children.start(
                service("broker", ScriptedChild.class).withArguments(List.of("err:port 9092 is taken", "exit:1")),
                heard::add);

        assertThatThrownBy(() -> broker.awaitReady(PATIENCE))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("broker ended with exit code 1")
                .hasMessageContaining("port 9092 is taken");
    }

    @Test
    void childThatIsNeverReadyIsReported() throws Exception {
        Child slow = children.start(scripted("slow", "sleep:2500"), heard::add);

        assertThatThrownBy(() -> slow.awaitReady(Duration.ofSeconds(1)))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("slow is not ready after 1 s")
                .hasMessageContaining("slow.log");
    }

    @Test
    void allEndCleanlyTheOneStartedLastFirst() throws Exception {
        Child broker = startObedient("broker");
        Child collector = startObedient("collector");
        Child training = startObedient("training");

        children.close();
        children.close();

        assertThat(endedNames()).containsExactly("training", "collector", "broker");
        for (Child child : List.of(broker, collector, training)) {
            assertThat(child.exit().get(1, TimeUnit.SECONDS).code()).isZero();
        }
        assertThat(children.firstFailure()).isEmpty();
    }

    @Test
    void oneCanBeEndedBeforeTheOthersWithoutThatBeingAFailure() throws Exception {
        Child broker = startObedient("broker");
        Child collector = startObedient("collector");

        children.end(collector);
        children.awaitExit(collector);

        assertThat(collector.isAlive()).isFalse();
        assertThat(broker.isAlive()).isTrue();
        assertThat(children.firstFailure()).isEmpty();
    }

    @Test
    void childThatIgnoresInputAndSigtermIsKilledInBoundedTime() throws Exception {
        try (Children impatient = Children.supervise(SHORT)) {
            Child stubborn = impatient.start(service("stubborn", StubbornChild.class), heard::add);
            stubborn.awaitReady(PATIENCE);
            Instant begun = Instant.now();

            impatient.end(stubborn);

            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(4));
            ChildExit exit = stubborn.exit().get(5, TimeUnit.SECONDS);
            assertThat(exit.code()).isEqualTo(128 + 9);
            assertThat(exit.newestLines()).containsExactly("told to end by SIGTERM, and not ending");
        }
    }

    @Test
    void nothingIsStartedAfterTheEnd() {
        children.close();

        assertThatThrownBy(() -> children.start(scripted("late"), heard::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("late is not started");
    }

    @Test
    void waitingIsInterruptedWhenTheChildrenAreEnded() throws Exception {
        startObedient("broker");
        Thread ending = new Thread(children::close);
        ending.start();

        assertThatThrownBy(children::awaitFailure).isInstanceOf(InterruptedException.class);
        ending.join();
    }

    @Test
    void logThatCannotBeWrittenIsAnError() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        ChildJvm jvm = ChildJvm.job("job", ScriptedChild.class, file.resolve("job.log"));

        assertThatThrownBy(() -> children.start(jvm, heard::add)).isInstanceOf(IOException.class);
    }

    private Child startObedient(String name) throws Exception {
        ChildJvm jvm = service(name, ObedientChild.class)
                .withArguments(List.of(name, directory.resolve("ended").toString()));
        Child child = children.start(jvm, heard::add);
        assertThat(child.awaitReady(PATIENCE)).isEqualTo(name);
        return child;
    }

    private List<String> endedNames() throws IOException {
        return Files.readAllLines(directory.resolve("ended"));
    }

    private ChildJvm scripted(String name, String... steps) {
        return small(ChildJvm.job(name, ScriptedChild.class, directory.resolve(name + ".log")))
                .withArguments(List.of(steps));
    }

    private ChildJvm service(String name, Class<?> mainClass) {
        return small(ChildJvm.service(name, mainClass, directory.resolve(name + ".log")));
    }

    private static ChildJvm small(ChildJvm jvm) {
        return jvm.withHeapMebibytes(16).withJvmOptions("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }
}
