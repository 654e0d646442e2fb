package io.ovoscope.agent.probeset;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The example that {@code docs/your-own-task.md} describes. */
class ExampleTaskTest {
    private static final Path DOCS = Path.of("../docs");

    @Test
    void exampleOfTheDocumentationGivesATaskThatCanBeProbed() throws IOException {
        ProbeCorpus corpus = ProbeCorpora.from(
                ProbeSources.none()
                        .withConllu(DOCS.resolve("examples/farm"))
                        .withTasks(DOCS.resolve("examples/animacy.tsv")),
                ProbeSetSettings.defaults());
        TaskLabels task = corpus.set().task("animacy").orElseThrow();
        assertThat(task.info())
                .isEqualTo(new TaskInfo(
                        "animacy",
                        Level.SEMANTICS,
                        TaskInput.TOKEN,
                        LabelSource.GOLD,
                        List.of("animate", "inanimate")));
        long lines = Files.readAllLines(DOCS.resolve("examples/animacy.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .count();
        assertThat(IntStream.of(task.classLabels()).filter(label -> label >= 0)).hasSize((int) lines);
        for (Split part : Split.values()) {
            assertThat(IntStream.range(0, corpus.set().rows())
                            .filter(row -> task.classLabels()[row] >= 0)
                            .filter(row -> corpus.set()
                                            .sentences()
                                            .split()[corpus.set().words().sentence()[row]]
                                    == part.code()))
                    .as(part.name())
                    .hasSizeGreaterThan(50);
        }
        assertThat(corpus.remarks()).noneMatch(remark -> remark.startsWith("animacy"));
    }

    @Test
    void documentationNamesTheFilesOfTheExample() throws IOException {
        assertThat(Files.readString(DOCS.resolve("your-own-task.md")))
                .contains("./ovoscope demo --quick --treebank docs/examples/farm --task docs/examples/animacy.tsv");
    }
}
