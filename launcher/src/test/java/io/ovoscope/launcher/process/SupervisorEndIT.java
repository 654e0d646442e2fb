package io.ovoscope.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the children fare when their supervisor, a process of its own here, is ended from outside. */
@Timeout(120)
class SupervisorEndIT {

    private static final long PATIENCE_SECONDS = 20;

    @TempDir
    private Path directory;

    private final List<ProcessHandle> started = new ArrayList<>();

    @AfterEach
    void leaveNothingBehind() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void childrenEndCleanlyWhenTheSupervisorIsKilled() throws Exception {
        Process supervisor = startSupervisor();

        supervisor.destroyForcibly();

        awaitEndOfAll();
        assertThat(Files.readAllLines(directory.resolve("ended")))
                .containsExactlyInAnyOrder("first", "second", "third");
    }

    @Test
    void ctrlCEndsTheChildrenInOrderBecauseTheyDoNotReactThemselves() throws Exception {
        Process supervisor = startSupervisor();

        // As the terminal does: to every process of the group, in no order. The supervisor is last here on purpose.
        signalChildrenThenSupervisor("-INT");

        awaitEndOfAll();
        assertThat(Files.readAllLines(directory.resolve("ended"))).containsExactly("third", "second", "first");
        assertThat(supervisor.waitFor()).isEqualTo(128 + 2);
    }

    @Test
    void closedTerminalEndsTheChildrenInOrder() throws Exception {
        startSupervisor();

        signalChildrenThenSupervisor("-HUP");

        awaitEndOfAll();
        assertThat(Files.readAllLines(directory.resolve("ended"))).containsExactly("third", "second", "first");
    }

    @Test
    void sigtermEndsTheChildrenInOrder() throws Exception {
        Process supervisor = startSupervisor();

        supervisor.toHandle().destroy();

        awaitEndOfAll();
        assertThat(Files.readAllLines(directory.resolve("ended"))).containsExactly("third", "second", "first");
    }

    @Test
    void failureOfOneEndsTheOthersInOrder() throws Exception {
        Process supervisor = startSupervisor();

        started.get(1).destroyForcibly(); // the first child

        awaitEndOfAll();
        assertThat(Files.readAllLines(directory.resolve("ended"))).containsExactly("third", "second");
        assertThat(supervisor.waitFor()).isEqualTo(3);
        assertThat(Files.readString(directory.resolve("supervisor.log"))).contains("first ended by signal 9");
    }

    /** Its own signals are set to their defaults: a test run in the background would inherit an ignored Ctrl-C. */
    private Process startSupervisor() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "needs /usr/bin/env of coreutils");
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "--default-signal=INT,HUP"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx32m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(SupervisorProgram.class.getName(), directory.toString()));
        Process supervisor = new ProcessBuilder(command)
                .redirectError(directory.resolve("supervisor.log").toFile())
                .start();
        started.add(supervisor.toHandle());
        BufferedReader lines = supervisor.inputReader();
        for (String line = lines.readLine(); !"all started".equals(line); line = lines.readLine()) {
            assertThat(line).as("a process id from the supervisor").isNotNull();
            started.add(ProcessHandle.of(Long.parseLong(line)).orElseThrow());
        }
        return supervisor;
    }

    private void signalChildrenThenSupervisor(String signal) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        started.subList(1, started.size()).forEach(child -> command.add(Long.toString(child.pid())));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        Thread.sleep(Duration.ofMillis(500).toMillis()); // a child that reacts would end within this
        assertThat(started).allMatch(ProcessHandle::isAlive);
        Process kill =
                new ProcessBuilder("kill", signal, Long.toString(started.get(0).pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void awaitEndOfAll() throws Exception {
        for (ProcessHandle process : started) {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
