package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.sentence.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Made-up English in any amount: tagged, parsed, and with documents if wanted. */
final class SentencesOfOurOwn {
    private static final List<String> TAGS = List.of("NOUN", "VERB", "DET", "ADJ");
    private static final List<List<String>> WORDS = List.of(
            List.of("hen", "egg", "barn", "farmer", "fox", "nest", "field", "morning"),
            List.of("lays", "finds", "warms", "breaks", "watches", "keeps"),
            List.of("the", "every", "some", "this"),
            List.of("brown", "small", "warm", "careful", "old"));

    /** Words of middling frequency, for {@code WC}. */
    private static final List<String> SELDOM = List.of(
            "feather", "straw", "winter", "basket", "kitchen", "market", "ladder", "bucket", "window", "garden",
            "meadow");

    private SentencesOfOurOwn() {}

    static List<AnnotatedSentence> many(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> one("s" + i, random)).toList();
    }

    /** With so many sentences to a document. */
    static List<AnnotatedSentence> inDocuments(int count, int perDocument, long seed) {
        List<AnnotatedSentence> sentences = many(count, seed);
        return IntStream.range(0, count)
                .mapToObj(i -> sentences.get(i).withDocument("d" + i / perDocument))
                .toList();
    }

    private static AnnotatedSentence one(String id, Random random) {
        List<String> words = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        List<Integer> heads = new ArrayList<>();
        int length = 3 + random.nextInt(12);
        for (int word = 0; word < length; word++) {
            int tag = random.nextInt(TAGS.size());
            tags.add(TAGS.get(tag));
            words.add(WORDS.get(tag).get(random.nextInt(WORDS.get(tag).size())));
            heads.add(word == 0 ? -1 : random.nextInt(word));
        }
        if (random.nextBoolean()) {
            words.set(length - 1, SELDOM.get(random.nextInt(SELDOM.size())));
            tags.set(length - 1, "NOUN");
        }
        words.add(".");
        tags.add("PUNCT");
        heads.add(0);
        List<String> relations = IntStream.range(0, heads.size())
                .mapToObj(word -> word == 0 ? "root" : tags.get(word).equals("NOUN") ? "nsubj:pass" : "dep")
                .toList();
        return AnnotatedSentence.of(id, words)
                .withAnnotation(new Annotation(tags, List.of(), List.of(), heads, relations));
    }
}
