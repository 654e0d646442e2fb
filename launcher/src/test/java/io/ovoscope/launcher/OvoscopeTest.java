package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class OvoscopeTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        CommandLine command = Ovoscope.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @Test
    void everyCommandThatTheReadmeNamesExists() throws IOException {
        Matcher commands = Pattern.compile("\\./ovoscope ([a-z]+)( list| delete)?")
                .matcher(Files.readString(Path.of("../README.md")));
        int found = 0;
        while (commands.find()) {
            String[] words = (commands.group(1) + (commands.group(2) == null ? "" : commands.group(2))).split(" ", -1);
            List<String> help = new java.util.ArrayList<>(List.of(words));
            help.add("--help");
            assertThat(run(help.toArray(String[]::new))).as(commands.group()).isZero();
            found++;
        }
        assertThat(found).isGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "view",
                "collect",
                "replay",
                "runs",
                "runs list",
                "runs delete",
                "bench",
                "bench probes",
                "bench findings",
                "bench agent",
                "bench stream",
                "findings",
                "import",
                "export"
            })
    void helpFitsAnEightyColumnTerminal(String command) {
        assertThat(run((command + " --help").split(" ", -1))).isZero();
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void demoForACollectorElsewhereTakesNoSettingsOfOneOfItsOwn() {
        assertThat(run("demo", "--kafka", "127.0.0.1:1", "--data", folder.toString(), "--keep"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--kafka with").contains("the collector that runs already");
    }

    @Test
    void benchmarkWithoutARunSaysWhatMakesOne() {
        assertThat(run("bench", "probes", "--data", folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no runs are kept in").contains("run `ovoscope demo` first");
    }

    @Test
    void kindsOfFindingsAreCalledAsTheyAreShown() {
        assertThat(run("findings", "--run", "r", "--kind", "regression,fall")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'fall': expecting regression, broken-data, emergence,")
                .doesNotContain("BROKEN_DATA");
        assertThat(run("findings", "--run", "r", "--fail-on", "probe_suspected"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("'probe_suspected': expecting regression, probe-suspected, broken-data")
                .doesNotContain("PROBE_SUSPECTED");
    }

    @Test
    void everythingMissingIsNamedAtOnce() {
        assertThat(run(
                        "demo",
                        "--treebank",
                        "/none.conllu",
                        "--config",
                        "/none.yaml",
                        "--supersenses",
                        "/none.conllulex",
                        "--senteval",
                        "/one.txt",
                        "--senteval",
                        "/two.txt",
                        "--task",
                        "/none.tsv"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--treebank /none.conllu")
                .contains("--config /none.yaml")
                .contains("--supersenses /none.conllulex")
                .contains("--senteval /one.txt")
                .contains("--senteval /two.txt")
                .contains("--task /none.tsv");
    }

    @Test
    void everythingThatAReplayLacksIsNamedAtOnce() {
        assertThat(run("replay", "--checkpoints", "/none", "--settings", "/none.yaml", "--task", "UPOS"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--checkpoints /none: there is no such folder")
                .contains("--settings /none.yaml")
                .contains("expecting --bisect");
    }

    @Test
    void aTaskFileNeedsSentencesThatItCanName() throws IOException {
        Path task = Files.writeString(folder.resolve("mine.tsv"), "s1\t-\tyes\n");
        assertThat(run(
                        "demo",
                        "--task",
                        task.toString(),
                        "--data",
                        folder.resolve("data").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("without --treebank or --supersenses: expecting one of them");
        assertThat(folder.resolve("data").resolve("broker")).doesNotExist();
    }

    @Test
    void aMistakeInASettingsFileIsToldWithItsLineBeforeAnythingIsStarted() throws IOException {
        Path demo = Files.writeString(folder.resolve("demo.yaml"), "seed: 1\nmodell: {}\n");
        assertThat(run(
                        "demo",
                        "--config",
                        demo.toString(),
                        "--data",
                        folder.resolve("data").toString()))
                .isEqualTo(2);
        Path collector = Files.writeString(folder.resolve("collector.yaml"), "score:\n  threds: 2\n");
        assertThat(run(
                        "demo",
                        "--collector",
                        collector.toString(),
                        "--data",
                        folder.resolve("data").toString()))
                .isEqualTo(2);
        assertThat(run("collect", "--config", collector.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("demo.yaml:2: modell: unknown key 'modell'")
                .contains("collector.yaml:2: score.threds: unknown key 'threds'");
        assertThat(folder.resolve("data").resolve("broker")).doesNotExist();
    }

    @Test
    void sabotageAndAlertmanagerAreCheckedBeforeAnythingIsStarted() {
        String data = folder.resolve("data").toString();
        assertThat(run("demo", "--data", data, "--sabotage", "0")).isEqualTo(2);
        assertThat(run("demo", "--data", data, "--quick", "--sabotage", "500")).isEqualTo(2);
        assertThat(run("demo", "--data", data, "--alertmanager", "127.0.0.1:9093"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--sabotage 0: expecting 1 to 2999, before training ends at 3000")
                .contains("--sabotage 500: expecting 1 to 499")
                .contains("--alertmanager: url");
        assertThat(folder.resolve("data").resolve("broker")).doesNotExist();
    }

    @Test
    void anImpossiblePortOrFolderOrNameIsRefusedInWords() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(run("demo", "--data", file.resolve("below").toString())).isEqualTo(1);
        assertThat(run("demo", "--data", folder.resolve("a,b").toString())).isEqualTo(2);
        assertThat(run("demo", "--data", folder.toString(), "--port", "70000")).isEqualTo(2);
        assertThat(run("demo", "--data", folder.toString(), "--run", " ")).isEqualTo(2);
        assertThat(run("view", "--data", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("file/below cannot be made")
                .contains("comma")
                .contains("--port 70000: expecting 0 to 65535")
                .contains("--run is blank")
                .contains("no runs are kept in")
                .doesNotContain("\tat ");
    }

    @Test
    void upNamesEveryPortThatIsTakenBeforeItStartsAnything() throws IOException {
        try (ServerSocket kafka = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket page = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String[] ports = {String.valueOf(kafka.getLocalPort()), String.valueOf(page.getLocalPort())};
            assertThat(run(
                            "up",
                            "--kafka-port",
                            ports[0],
                            "--port",
                            ports[1],
                            "--data",
                            folder.resolve("d").toString()))
                    .isEqualTo(2);
            assertThat(err.toString())
                    .contains(
                            "--kafka-port " + ports[0] + ": cannot be used", "--port " + ports[1] + ": cannot be used");
            assertThat(folder.resolve("d")).doesNotExist();
        }
    }

    @Test
    void upWantsTwoPorts() {
        assertThat(run("up", "--kafka-port", "70000", "--port", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("--kafka-port 70000: expecting 0 to 65535", "--port -1: expecting");
    }
}
