import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the text of the examples: English-like sentences of a small grammar, with their tags and trees. Some words are a noun here and a
 * verb there, so that a model must look at the words around them.
 *
 * <pre>{@code java examples/text/Grammar.java examples/text}</pre>
 *
 * makes {@code train.txt} (a sentence on a line), {@code words.txt} (its vocabulary) and {@code probes.conllu} (other sentences, annotated).
 */
public final class Grammar {
    private static final int TRAIN = 4000;
    private static final int PROBES = 700;

    private static final String[] NOUNS = {
        "dog", "cat", "bird", "horse", "farmer", "teacher", "doctor", "sailor", "garden", "river", "house", "boat", "letter", "song",
        "stone", "tree", "road", "market", "window", "table", "walk", "watch", "play", "dance", "guard", "cook"
    };
    private static final String[] TRANSITIVE = {
        "follow", "paint", "visit", "carry", "watch", "guard", "help", "answer", "cook", "clean", "want", "open", "play", "call"
    };
    private static final String[] INTRANSITIVE = {"walk", "dance", "play", "wait", "rest", "work", "listen", "cook"};
    private static final String[] SAYING = {"claim", "hope", "learn", "explain"};
    private static final String[] ADJECTIVES = {
        "old", "young", "small", "green", "quiet", "heavy", "clever", "red", "warm", "broken", "strange", "long"
    };
    private static final String[] ADVERBS = {"slowly", "often", "quietly", "again", "gladly", "outside"};
    private static final String[] PREPOSITIONS = {"near", "behind", "with", "under", "beside"};

    private final Random random;
    private List<Word> words = new ArrayList<>();

    /** A word; its head is the index of another, -1 for the root, until all are there. */
    private static final class Word {
        final String form;
        final String tag;
        final String features;
        int head = -1;
        String relation = "root";

        Word(String form, String tag, String features) {
            this.form = form;
            this.tag = tag;
            this.features = features;
        }
    }

    private Grammar(long seed) {
        random = new Random(seed);
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Grammar grammar = new Grammar(1);
        Set<String> texts = new LinkedHashSet<>();
        while (texts.size() < TRAIN) {
            grammar.sentence();
            texts.add(grammar.text());
        }
        Files.write(folder.resolve("train.txt"), texts);
        Set<String> vocabulary = new TreeSet<>();
        texts.forEach(text -> vocabulary.addAll(List.of(text.split(" "))));
        List<String> lines = new ArrayList<>(List.of("<unknown>", "<start>"));
        lines.addAll(vocabulary);
        Files.write(folder.resolve("words.txt"), lines);
        List<String> probes = new ArrayList<>();
        for (int sentence = 1; sentence <= PROBES; ) {
            grammar.sentence();
            if (texts.add(grammar.text())) {
                probes.add("# sent_id = made-" + sentence++);
                grammar.rows().forEach(probes::add);
                probes.add("");
            }
        }
        Files.write(folder.resolve("probes.conllu"), probes);
    }

    private void sentence() {
        words = new ArrayList<>();
        int root = clause(random.nextInt(5) == 0);
        add(".", "PUNCT", "_", root, "punct");
    }

    /** Subject, verb and what follows; returns the verb. */
    private int clause(boolean speech) {
        boolean plural = random.nextInt(3) == 0;
        boolean past = random.nextBoolean();
        int subject = nounPhrase(plural, true);
        String[] verbs = speech ? SAYING : random.nextInt(3) == 0 ? INTRANSITIVE : TRANSITIVE;
        int verb = add(
                verb(pick(verbs), plural, past),
                "VERB",
                past ? "Tense=Past" : "Number=" + number(plural) + "|Tense=Pres",
                -1,
                "root");
        attach(subject, verb, "nsubj");
        if (speech) {
            int that = add("that", "SCONJ", "_", -1, "mark");
            int inner = clause(false);
            attach(that, inner, "mark");
            attach(inner, verb, "ccomp");
        } else if (verbs == TRANSITIVE) {
            attach(nounPhrase(random.nextInt(3) == 0, true), verb, "obj");
        }
        if (!speech && random.nextInt(3) == 0) {
            add(pick(ADVERBS), "ADV", "_", verb, "advmod");
        }
        return verb;
    }

    /** Returns the noun. */
    private int nounPhrase(boolean plural, boolean mayHavePlace) {
        int determiner = add(plural ? pick("the", "some", "two") : pick("the", "a", "this"), "DET", "_", -1, "det");
        int adjective = random.nextInt(2) == 0 ? add(pick(ADJECTIVES), "ADJ", "_", -1, "amod") : -1;
        int noun = add(plural(pick(NOUNS), plural), "NOUN", "Number=" + number(plural), -1, "root");
        attach(determiner, noun, "det");
        if (adjective >= 0) {
            attach(adjective, noun, "amod");
        }
        if (mayHavePlace && random.nextInt(4) == 0) {
            int preposition = add(pick(PREPOSITIONS), "ADP", "_", -1, "case");
            int place = nounPhrase(false, false);
            attach(preposition, place, "case");
            attach(place, noun, "nmod");
        }
        return noun;
    }

    private int add(String form, String tag, String features, int head, String relation) {
        words.add(new Word(form, tag, features));
        attach(words.size() - 1, head, relation);
        return words.size() - 1;
    }

    private void attach(int word, int head, String relation) {
        words.get(word).head = head;
        words.get(word).relation = relation;
    }

    private String pick(String... among) {
        return among[random.nextInt(among.length)];
    }

    private static String number(boolean plural) {
        return plural ? "Plur" : "Sing";
    }

    private static String plural(String noun, boolean plural) {
        return !plural ? noun : noun + (noun.endsWith("ch") ? "es" : "s");
    }

    private static String verb(String stem, boolean plural, boolean past) {
        boolean consonantY = stem.endsWith("ry");
        if (past) {
            return consonantY ? stem.substring(0, stem.length() - 1) + "ied" : stem + (stem.endsWith("e") ? "d" : "ed");
        }
        if (plural) {
            return stem;
        }
        return consonantY ? stem.substring(0, stem.length() - 1) + "ies" : stem + (stem.endsWith("ch") ? "es" : "s");
    }

    private String text() {
        return String.join(" ", words.stream().map(word -> word.form).toList());
    }

    /** The ten columns of CoNLL-U. */
    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            rows.add((i + 1) + "\t" + word.form + "\t_\t" + word.tag + "\t_\t" + word.features + "\t" + (word.head + 1) + "\t"
                    + word.relation + "\t_\t_");
        }
        return rows;
    }
}
