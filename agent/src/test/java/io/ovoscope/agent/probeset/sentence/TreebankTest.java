package io.ovoscope.agent.probeset.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreebankTest {
    @TempDir
    Path directory;

    private Path file(String name) throws IOException {
        return Files.createFile(directory.resolve(name));
    }

    @Test
    void trainPartOfADirectoryIsLeftToTheLanguageModel() throws IOException {
        Path test = file("xx_hen-ud-test.conllu");
        Path first = file("xx_hen-ud-train-a.conllu");
        Path train = file("xx_hen-ud-train.conllu");
        Path dev = file("xx_hen-ud-dev.conllu");
        file("README.md");
        Treebank treebank = Treebank.at(directory);
        assertThat(treebank.train()).containsExactly(first, train);
        assertThat(treebank.forProbing()).containsExactly(dev, test);
    }

    @Test
    void trainFileIsProbedWhereItIsTheOnlyOneOrAskedForByName() throws IOException {
        Path train = file("xx_hen-ud-train.conllu");
        assertThat(Treebank.at(directory).forProbing()).containsExactly(train);
        assertThat(Treebank.at(train).forProbing()).containsExactly(train);
    }

    @Test
    void missingFileAndDirectoryWithoutConlluAreNamed() throws IOException {
        file("notes.txt");
        assertThatThrownBy(() -> Treebank.at(directory))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("expecting a CoNLL-U file or a directory of .conllu files");
        assertThatThrownBy(() -> Treebank.at(directory.resolve("gone.conllu")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("gone.conllu");
    }
}
