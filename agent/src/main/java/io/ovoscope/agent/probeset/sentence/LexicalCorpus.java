package io.ovoscope.agent.probeset.sentence;

import io.ovoscope.wire.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The {@code .conllulex} files of a lexical corpus and the parts of the split that their sentences may come into.
 *
 * <p>The names decide: of {@code streusle.ud_test.conllulex} the part is {@code test}. Where there is a test file and another part,
 * its sentences are tested on, those of a train and a dev file are trained on and tuned on, and where only one of these two is there its
 * sentences are split into both. Else, and for names that hold none of the three, every part is open.
 *
 * @param files in the order they are read
 */
public record LexicalCorpus(Map<Path, Set<Split>> files) {
    private static final Map<Split, Pattern> NAMES =
            Map.of(Split.TRAIN, pattern("train"), Split.DEVELOPMENT, pattern("dev"), Split.TEST, pattern("test"));

    public LexicalCorpus {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    private static Pattern pattern(String part) {
        return Pattern.compile("(.*[._-])?" + part + "[._-].*");
    }

    /**
     * A file, or the {@code .conllulex} files of a directory.
     *
     * @throws IOException where there is no such file, or none in the directory
     */
    public static LexicalCorpus at(List<Path> filesAndDirectories) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : filesAndDirectories) {
            files.addAll(files(path));
        }
        Set<Split> named = EnumSet.noneOf(Split.class);
        files.forEach(file -> named(file).ifPresent(named::add));
        Map<Path, Set<Split>> parts = new LinkedHashMap<>();
        files.forEach(file -> parts.put(file, parts(named(file), named)));
        return new LexicalCorpus(parts);
    }

    private static List<Path> files(Path fileOrDirectory) throws IOException {
        if (Files.isRegularFile(fileOrDirectory)) {
            return List.of(fileOrDirectory);
        }
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(fileOrDirectory)) {
            try (Stream<Path> found = Files.list(fileOrDirectory)) {
                found.filter(file -> file.toString().endsWith(".conllulex"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        if (files.isEmpty()) {
            throw new NoSuchFileException(
                    fileOrDirectory.toString(),
                    null,
                    "expecting a .conllulex file or a directory of .conllulex files, such as STREUSLE's");
        }
        return files;
    }

    private static Optional<Split> named(Path file) {
        String name = String.valueOf(file.getFileName());
        return NAMES.entrySet().stream()
                .filter(part -> part.getValue().matcher(name).matches())
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder());
    }

    private static Set<Split> parts(Optional<Split> own, Set<Split> named) {
        if (own.isEmpty() || !named.contains(Split.TEST) || named.size() == 1) {
            return EnumSet.allOf(Split.class);
        }
        Set<Split> parts = EnumSet.of(own.get());
        boolean trainAndDevelopment = named.contains(Split.TRAIN) && named.contains(Split.DEVELOPMENT);
        if (own.get() != Split.TEST && !trainAndDevelopment) {
            parts.addAll(List.of(Split.TRAIN, Split.DEVELOPMENT));
        }
        return parts;
    }
}
