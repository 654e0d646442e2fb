package io.ovoscope.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.demo.corpus.ProbeChoice;
import io.ovoscope.demo.corpus.Sentence;
import io.ovoscope.demo.corpus.TextSource;
import io.ovoscope.demo.corpus.Vocabulary;
import io.ovoscope.demo.model.ModelConfig;
import io.ovoscope.demo.model.ModelConfig.Architecture;
import io.ovoscope.demo.model.TrainingConfig;
import io.ovoscope.demo.model.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    private Path directory;

    @Test
    void wordNetTrainsAndEveryProbeSentenceFitsItsWindow() throws IOException {
        DemoConfig config = config(Architecture.TRANSFORMER, 1000);
        Demo demo = Demo.prepare(new TextSource.WordNet(), config);
        List<Double> losses = new ArrayList<>();

        TrainingResult result = demo.training(System::nanoTime, progress -> losses.add(progress.loss()))
                .run();

        assertThat(demo.vocabulary().size()).isEqualTo(1000);
        assertThat(demo.text().probe())
                .hasSize(100)
                .allSatisfy(held -> assertThat(demo.vocabulary().encode(held.sentence()).length)
                        .isLessThanOrEqualTo(config.model().windowTokens()));
        assertThat(result.steps()).isEqualTo(12).isEqualTo(losses.size());
        assertThat(losses.get(0)).isBetween(Math.log(1000) - 1, Math.log(1000) + 1);
        assertThat(losses.get(11)).isLessThan(losses.get(0) - 0.5);
    }

    @Test
    void modelHasTheVocabularyThatAPoorTextHas() throws IOException {
        String lines = IntStream.range(0, 40)
                .mapToObj(i -> "1\tword" + i + row() + "2\tis" + row() + "3\there" + row() + "4\t." + row() + "\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(directory.resolve("poor.conllu"), lines);

        Demo demo = Demo.prepare(new TextSource.Treebank(file), config(Architecture.LSTM, 1000));
        TrainingResult result = demo.training(System::nanoTime, progress -> {}).run();

        assertThat(demo.model().config().vocabulary())
                .isEqualTo(demo.vocabulary().size())
                .isEqualTo(2 + 32 + 3);
        assertThat(result.steps()).isEqualTo(12);
        assertThat(demo.vocabulary().encode(new Sentence(List.of("Here", "nowhere"))))
                .startsWith(Vocabulary.BOUNDARY)
                .endsWith(Vocabulary.UNKNOWN);
    }

    @Test
    void readyMadeConfigurationsAreConsistent() {
        assertThat(List.of(DemoConfig.standard(1), DemoConfig.quick(1), DemoConfig.lstm(1)))
                .allSatisfy(config -> assertThat(config.training().maxTime()).isLessThan(Duration.ofMinutes(4)));
    }

    @Test
    void probeSentencesLongerThanAWindowAreRefused() {
        DemoConfig config = DemoConfig.quick(1);

        assertThatThrownBy(() -> new DemoConfig(config.model(), config.training(), new ProbeChoice(10, 4, 32, 1)))
                .hasMessage("probe sentences of up to 32 words: expecting fewer than windowTokens 32");
    }

    private static DemoConfig config(Architecture architecture, int vocabulary) {
        return new DemoConfig(
                new ModelConfig(architecture, 16, 1, 2, vocabulary, 16, 8, 1),
                new TrainingConfig(8, 1e-2, 2, 12, Duration.ofMinutes(1), 1),
                new ProbeChoice(100, 4, 15, 1));
    }

    private static String row() {
        return "\t_".repeat(8) + "\n";
    }
}
