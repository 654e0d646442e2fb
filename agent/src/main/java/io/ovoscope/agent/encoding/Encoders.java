package io.ovoscope.agent.encoding;

import static io.ovoscope.agent.probeset.sentence.Problems.quoted;

import io.ovoscope.agent.activation.WordEncoder;
import io.ovoscope.agent.activation.WordVocabulary;
import io.ovoscope.agent.probeset.sentence.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes the encoder that settings ask for. */
public final class Encoders {
    private static final String SETTINGS = "encoder";

    private Encoders() {}

    /**
     * The encoder with its files read.
     *
     * @throws IllegalArgumentException where the settings name none
     * @throws io.ovoscope.agent.probeset.sentence.MalformedTextException naming everything that is wrong with the files, with file and
     *     line, and every special piece that they lack
     * @throws IOException where a file is missing or cannot be read
     */
    public static WordEncoder from(EncoderSettings settings) throws IOException {
        if (settings.kind() == EncoderSettings.Kind.NONE) {
            throw new IllegalArgumentException("encoder.kind NONE: expecting WORD, WORDPIECE, BPE or CHARACTERS");
        }
        Problems problems = new Problems();
        Map<String, Integer> ids = new VocabularyReader(Path.of(settings.vocabulary()), problems).read();
        Optional<Merges> merges = settings.merges().isEmpty()
                ? Optional.empty()
                : Optional.of(new MergesReader(Path.of(settings.merges()), ids, problems).read());
        SpecialIds specials = specials(settings, ids, problems);
        requireSpace(settings, ids, problems);
        problems.throwIfAny();
        return encoder(settings, new Vocabulary(ids), merges, specials);
    }

    private static WordEncoder encoder(
            EncoderSettings settings, Vocabulary vocabulary, Optional<Merges> merges, SpecialIds specials) {
        return switch (settings.kind()) {
            case NONE, WORD ->
                new WordVocabulary(
                        vocabulary.ids(),
                        specials.unknown().orElseThrow(),
                        settings.lowerCase(),
                        specials.start(),
                        specials.end(),
                        specials.padding());
            case WORDPIECE ->
                new WordPieceEncoder(
                        vocabulary,
                        new WordPieceEncoder.Rules(
                                settings.lowerCase(), settings.stripAccents(), settings.maxCharacters()),
                        specials);
            case BPE ->
                new BytePairEncoder(
                        vocabulary, merges.orElseThrow(), settings.lowerCase(), settings.spaces(), specials);
            case CHARACTERS ->
                new CharacterEncoder(
                        vocabulary, settings.lowerCase(), settings.spaces(), settings.graphemes(), specials);
        };
    }

    private static void requireSpace(EncoderSettings settings, Map<String, Integer> ids, Problems problems) {
        boolean wanted = settings.kind() == EncoderSettings.Kind.CHARACTERS && settings.spaces() != Spaces.NONE;
        if (wanted && !ids.containsKey(" ")) {
            problems.add(
                    settings.vocabulary(),
                    "no space: expecting a line that holds one, since encoder.spaces is " + settings.spaces());
        }
    }

    private static SpecialIds specials(EncoderSettings settings, Map<String, Integer> ids, Problems problems) {
        boolean wordPieces = settings.kind() == EncoderSettings.Kind.WORDPIECE;
        String unknown = settings.unknown().isEmpty() && wordPieces ? "[UNK]" : settings.unknown();
        return new SpecialIds(
                id("unknown", unknown, ids, problems),
                id("start", settings.start(), ids, problems),
                id("end", settings.end(), ids, problems),
                id("padding", settings.padding(), ids, problems).orElse(0));
    }

    private static OptionalInt id(String key, String value, Map<String, Integer> ids, Problems problems) {
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (value.matches("[0-9]{1,9}")) {
            return OptionalInt.of(Integer.parseInt(value));
        }
        Integer id = ids.get(value);
        if (id == null) {
            problems.add(
                    SETTINGS + "." + key,
                    quoted(value) + ": expecting a piece of the vocabulary, or a whole number >= 0");
            return OptionalInt.empty();
        }
        return OptionalInt.of(id);
    }
}
