package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.sentence.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Plain English in any amount, annotated as Universal Dependencies has it: one clause, or two of them joined by a conjunction, of a
 * subject, a verb and an object each.
 */
public final class GeneratedTreebank {
    private static final List<String> NOUNS = List.of(
            "hen", "egg", "barn", "farmer", "nest", "field", "morning", "feather", "basket", "kitchen", "market",
            "ladder", "bucket", "window", "garden", "meadow", "wagon", "door", "wall", "stone", "river", "road", "hill",
            "tree");
    private static final List<String> VERBS = List.of(
            "warm",
            "count",
            "guard",
            "follow",
            "answer",
            "paint",
            "clean",
            "open",
            "visit",
            "remember",
            "collect",
            "order",
            "mend",
            "turn",
            "lift",
            "pull",
            "want",
            "help");
    private static final List<String> ADJECTIVES = List.of("brown", "small", "careful", "old");

    private final Random random;
    private final List<String> words = new ArrayList<>();
    private final List<String> upos = new ArrayList<>();
    private final List<String> xpos = new ArrayList<>();
    private final List<String> feats = new ArrayList<>();
    private final List<Integer> heads = new ArrayList<>();
    private final List<String> relations = new ArrayList<>();

    private GeneratedTreebank(Random random) {
        this.random = random;
    }

    public static List<AnnotatedSentence> many(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new GeneratedTreebank(random).sentence("s" + i))
                .toList();
    }

    private AnnotatedSentence sentence(String id) {
        int root = clause(-1, "root");
        if (random.nextInt(3) > 0) {
            int comma = random.nextBoolean() ? add(",", "PUNCT", ",", "", -1, "punct") : -1;
            int conjunction = add(random.nextBoolean() ? "and" : "but", "CCONJ", "CC", "", -1, "cc");
            int second = clause(root, "conj");
            heads.set(conjunction, second);
            if (comma != -1) {
                heads.set(comma, second);
            }
        }
        add(".", "PUNCT", ".", "", root, "punct");
        String first = words.get(0);
        words.set(0, first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1));
        return AnnotatedSentence.of(id, words).withAnnotation(new Annotation(upos, xpos, feats, heads, relations));
    }

    /** Adds a clause and tells its verb. */
    private int clause(int head, String relation) {
        int subject = nounPhrase("nsubj");
        boolean plural = feats.get(subject).contains("Plur");
        boolean past = random.nextBoolean();
        String stem = VERBS.get(random.nextInt(VERBS.size()));
        String form = past ? stem + "ed" : plural ? stem : stem + "s";
        int verb = add(
                form,
                "VERB",
                past ? "VBD" : plural ? "VBP" : "VBZ",
                "Tense=" + (past ? "Past" : "Pres") + "|VerbForm=Fin",
                head,
                relation);
        heads.set(subject, verb);
        heads.set(nounPhrase("obj"), verb);
        return verb;
    }

    private int nounPhrase(String relation) {
        int first = words.size();
        add("the", "DET", "DT", "", -1, "det");
        while (random.nextInt(3) == 0) {
            add(ADJECTIVES.get(random.nextInt(ADJECTIVES.size())), "ADJ", "JJ", "", -1, "amod");
        }
        String stem = NOUNS.get(random.nextInt(NOUNS.size()));
        boolean plural = random.nextBoolean();
        int noun = add(
                plural ? stem + "s" : stem,
                "NOUN",
                plural ? "NNS" : "NN",
                plural ? "Number=Plur" : "Number=Sing",
                -1,
                relation);
        IntStream.range(first, noun).forEach(word -> heads.set(word, noun));
        return noun;
    }

    private int add(String word, String tag, String own, String features, int head, String relation) {
        words.add(word);
        upos.add(tag);
        xpos.add(own);
        feats.add(features);
        heads.add(head);
        relations.add(relation);
        return words.size() - 1;
    }
}
