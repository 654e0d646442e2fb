package io.ovoscope.javaagent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The files that the agent reads: settings, and probe sentences and a vocabulary of the words {@code w0} to {@code w19}. */
record AgentFiles(Path directory) {
    private static final int WORDS = 20;

    /** Settings with more lines of YAML behind them; returns the file. */
    Path settings(String run, String broker, String... more) throws IOException {
        Path words = directory.resolve("vocabulary.txt");
        Files.write(words, IntStream.range(0, WORDS).mapToObj(w -> "w" + w).toList());
        Path text = directory.resolve("probe.txt");
        Files.write(text, sentences());
        Path file = directory.resolve("agent.yaml");
        Files.writeString(file, """
                run: "%s"
                overheadBudget: 1
                queueMaxSnapshots: 64
                kafka:
                  bootstrapServers: %s
                schedule:
                  every: 4
                network:
                  maskPadding: false
                sources:
                  text: %s
                probeSet:
                  textLayout: SENTENCE_PER_LINE
                  tasks: [SentLen]
                encoder:
                  kind: WORD
                  vocabulary: %s
                  unknown: "0"
                """.formatted(run, broker, text, words) + String.join("\n", more) + "\n");
        return file;
    }

    private static List<String> sentences() {
        Random random = new Random(5);
        return IntStream.range(0, 200)
                .mapToObj(s -> IntStream.rangeClosed(2, 3 + s % 8)
                        .mapToObj(w -> "w" + random.nextInt(WORDS))
                        .collect(Collectors.joining(" ")))
                .toList();
    }
}
