package io.ovoscope.agent.probeset.sentence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The CoNLL-U files of a treebank.
 *
 * @param train the files that Universal Dependencies names {@code ...-ud-train.conllu}
 * @param heldOut all the others, ordered by name
 */
public record Treebank(List<Path> train, List<Path> heldOut) {
    private static final Pattern TRAIN = Pattern.compile(".*-ud-train(-[A-Za-z0-9]+)?\\.conllu");

    public Treebank {
        train = List.copyOf(train);
        heldOut = List.copyOf(heldOut);
        if (train.isEmpty() && heldOut.isEmpty()) {
            throw new IllegalArgumentException("treebank of no file: expecting one or more");
        }
    }

    /**
     * A file, which is then held out whatever its name, or the {@code .conllu} files of a directory.
     *
     * @throws IOException where there is no such file or no {@code .conllu} file in the directory
     */
    public static Treebank at(Path fileOrDirectory) throws IOException {
        if (Files.isRegularFile(fileOrDirectory)) {
            return new Treebank(List.of(), List.of(fileOrDirectory));
        }
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(fileOrDirectory)) {
            try (Stream<Path> found = Files.list(fileOrDirectory)) {
                found.filter(file -> file.toString().endsWith(".conllu"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        if (files.isEmpty()) {
            throw new NoSuchFileException(
                    fileOrDirectory.toString(), null, "expecting a CoNLL-U file or a directory of .conllu files");
        }
        return new Treebank(
                files.stream().filter(Treebank::isTrain).toList(),
                files.stream().filter(file -> !isTrain(file)).toList());
    }

    private static boolean isTrain(Path file) {
        return TRAIN.matcher(file.toString()).matches();
    }

    /** The files to probe on: those held out, so that the train part stays for the language model; where there are none, all. */
    public List<Path> forProbing() {
        return heldOut.isEmpty() ? train : heldOut;
    }
}
