package io.ovoscope.launcher.replay;

import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.activation.WordVocabulary;
import io.ovoscope.agent.probeset.ProbeCorpora;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.probeset.ProbeSetSettings;
import io.ovoscope.agent.probeset.ProbeSources;
import io.ovoscope.settings.SettingsFile;
import io.ovoscope.wire.FloatEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a replay needs to know of a training that was not the demo's; {@code configs/replay.yaml} holds every key with its meaning. A
 * program whose encoder is no list of words calls {@link io.ovoscope.agent.replay.Replay} itself.
 *
 * @param sources what the probe set is made from
 * @param probeSet how it is made
 * @param vocabulary how words become the network's input
 * @param network what is probed and how; a run that exists says itself which layers
 * @param precision of the activations on the wire; a run that exists says it itself
 */
public record ReplaySettings(
        Sources sources,
        ProbeSetSettings probeSet,
        Words vocabulary,
        NetworkSettings network,
        FloatEncoding precision) {

    /** Files, as {@link ProbeSources} takes them; empty for none. */
    public record Sources(
            String conllu, String text, List<String> supersenses, List<String> sentEval, List<String> tasks) {
        public Sources {
            supersenses = List.copyOf(supersenses);
            sentEval = List.copyOf(sentEval);
            tasks = List.copyOf(tasks);
        }

        ProbeSources sources() {
            ProbeSources all = ProbeSources.none()
                    .withSupersenses(paths(supersenses))
                    .withSentEval(paths(sentEval))
                    .withTasks(paths(tasks));
            all = conllu.isEmpty() ? all : all.withConllu(Path.of(conllu));
            return text.isEmpty() ? all : all.withText(Path.of(text));
        }

        private static Path[] paths(List<String> names) {
            return names.stream().map(Path::of).toArray(Path[]::new);
        }
    }

    /**
     * A vocabulary of whole words.
     *
     * @param file UTF-8, one word on a line; the first has id 0
     * @param unknown id of every other word
     * @param lowerCase whether words are lower-cased before they are looked up
     * @param start id before every sentence; −1 for none
     * @param end id after every sentence; −1 for none
     */
    public record Words(String file, int unknown, boolean lowerCase, int start, int end) {
        public Words {
            if (unknown < 0 || start < -1 || end < -1) {
                throw new IllegalArgumentException("unknown " + unknown + ", start " + start + ", end " + end
                        + ": expecting unknown >= 0, start and end >= -1");
            }
        }

        WordVocabulary read() throws IOException {
            if (file.isEmpty()) {
                throw new IllegalArgumentException(
                        "vocabulary.file is empty: expecting a file of words, one on a line");
            }
            List<String> lines = Files.readAllLines(Path.of(file));
            Map<String, Integer> ids = new HashMap<>();
            for (int id = 0; id < lines.size(); id++) {
                Integer before = ids.put(lines.get(id), id);
                if (before != null) {
                    throw new IllegalArgumentException(file + ":" + (id + 1) + ": '" + lines.get(id)
                            + "' stands in line " + (before + 1) + " already: expecting each word once");
                }
            }
            return new WordVocabulary(ids, unknown, lowerCase, id(start), id(end));
        }

        private static OptionalInt id(int value) {
            return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
        }
    }

    public static ReplaySettings defaults() {
        return new ReplaySettings(
                new Sources("", "", List.of(), List.of(), List.of()),
                ProbeSetSettings.defaults(),
                new Words("", 0, true, -1, -1),
                NetworkSettings.defaults(),
                FloatEncoding.F32);
    }

    /** A file laid over the defaults. */
    static ReplaySettings read(Path file) {
        return SettingsFile.read(file, defaults(), System.getenv());
    }

    ProbeCorpus corpus() throws IOException {
        return ProbeCorpora.from(sources.sources(), probeSet);
    }
}
