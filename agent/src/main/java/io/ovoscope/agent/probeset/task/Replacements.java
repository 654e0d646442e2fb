package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.sentence.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which nouns and verbs may stand in for which. One may stand in for another of the same universal tag whose form fits: whose own tag and
 * morphological features are equal too; where the text has neither, whose last two letters are (in English they tell most plurals, past
 * tenses and participles). Both are as frequent in the probe set, within a factor of {@value #FACTOR}; how far the new bigrams are too
 * is the {@link Support}.
 */
final class Replacements {
    private static final int FACTOR = 2;
    private static final Set<String> TAGS = Set.of("NOUN", "VERB");
    private static final Set<String> ARTICLES_BY_SOUND = Set.of("a", "an");
    private static final Pattern WORD = Pattern.compile("\\p{Ll}{2,}");

    private final BigramCounts counts;
    private final Map<String, Set<String>> alike = new HashMap<>();

    Replacements(ProbeSentences sentences) {
        this.counts = new BigramCounts(sentences);
        for (AnnotatedSentence sentence : sentences.sentences()) {
            sites(sentence)
                    .forEach(site -> alike.computeIfAbsent(site.kind(), any -> new LinkedHashSet<>())
                            .add(site.word()));
        }
    }

    /** How the bigrams that a replacement makes compare with those that were there, from the best. */
    enum Support {
        /** Both occur in the probe set, as often as those they replace within the factor. */
        BOTH_BIGRAMS,
        /** One of them does. */
        ONE_BIGRAM,
        /** Neither does: only the words are as frequent. */
        WORD_ALONE
    }

    /**
     * A noun or verb that is written in small letters.
     *
     * @param index of the word
     * @param kind equal for words that fit in each other's place
     * @param before the word before it, in lower case
     * @param after the word after it
     */
    record Site(int index, String word, String kind, String before, String after) {}

    /** The words of a sentence that could be replaced, were there another of their kind. */
    static List<Site> sites(AnnotatedSentence sentence) {
        Annotation annotation = sentence.annotation();
        if (annotation.upos().isEmpty()) {
            return List.of();
        }
        return IntStream.range(0, sentence.words().size())
                .filter(word -> TAGS.contains(annotation.upos().get(word)))
                .filter(word -> WORD.matcher(sentence.words().get(word)).matches())
                .mapToObj(word -> site(word, sentence))
                .toList();
    }

    private static Site site(int index, AnnotatedSentence sentence) {
        List<String> words = sentence.words();
        String word = words.get(index);
        Annotation annotation = sentence.annotation();
        String own = at(annotation.xpos(), index) + "\t" + at(annotation.feats(), index);
        String form = own.isBlank() ? word.substring(word.length() - 2) : own;
        return new Site(
                index,
                word,
                annotation.upos().get(index) + "\t" + form,
                index == 0 ? BigramCounts.BOUNDARY : words.get(index - 1).toLowerCase(Locale.ROOT),
                index + 1 == words.size()
                        ? BigramCounts.BOUNDARY
                        : words.get(index + 1).toLowerCase(Locale.ROOT));
    }

    private static String at(List<String> column, int word) {
        return column.isEmpty() ? "" : column.get(word);
    }

    /** Words with just this support that may stand in for that of the site, without those the sentence has already. */
    Stream<String> of(Site site, Support support, AnnotatedSentence sentence) {
        Set<String> present = new HashSet<>();
        sentence.words().forEach(word -> present.add(word.toLowerCase(Locale.ROOT)));
        Set<String> fitting = alike.getOrDefault(site.kind(), Set.of());
        Predicate<String> fits = word -> fitting.contains(word)
                && !present.contains(word)
                && near(counts.of(word), counts.of(site.word()))
                && fitsArticle(site, word);
        return candidates(site, support, fitting).filter(fits).filter(word -> support(site, word) == support);
    }

    /** Those that can have the support at all: looking at neighbours is quicker than looking at every word. */
    private Stream<String> candidates(Site site, Support support, Set<String> fitting) {
        Set<String> after = counts.after(site.before()).keySet();
        Set<String> before = counts.before(site.after()).keySet();
        return switch (support) {
            case BOTH_BIGRAMS ->
                after.size() < before.size()
                        ? after.stream().filter(before::contains)
                        : before.stream().filter(after::contains);
            case ONE_BIGRAM -> Stream.concat(after.stream(), before.stream().filter(word -> !after.contains(word)));
            case WORD_ALONE -> fitting.stream();
        };
    }

    private Support support(Site site, String word) {
        Map<String, Integer> after = counts.after(site.before());
        Map<String, Integer> before = counts.before(site.after());
        boolean first = near(after.getOrDefault(word, 0), after.getOrDefault(site.word(), 0));
        boolean second = near(before.getOrDefault(word, 0), before.getOrDefault(site.word(), 0));
        return first && second ? Support.BOTH_BIGRAMS : first || second ? Support.ONE_BIGRAM : Support.WORD_ALONE;
    }

    private static boolean near(int count, int other) {
        return count > 0 && count <= FACTOR * other && other <= FACTOR * count;
    }

    /** After "a" or "an" a vowel is replaced by a vowel only: else the article would give the replacement away. */
    private static boolean fitsArticle(Site site, String word) {
        return !ARTICLES_BY_SOUND.contains(site.before()) || isVowel(word) == isVowel(site.word());
    }

    private static boolean isVowel(String word) {
        return "aeiou".indexOf(word.charAt(0)) != -1;
    }

    /** The best support that any replacement in the sentence has, with the sites that have it. */
    Best best(AnnotatedSentence sentence) {
        List<Site> sites = sites(sentence);
        for (Support support : Support.values()) {
            List<Site> found = new ArrayList<>();
            for (Site site : sites) {
                if (of(site, support, sentence).findAny().isPresent()) {
                    found.add(site);
                }
            }
            if (!found.isEmpty()) {
                return new Best(support, found);
            }
        }
        return new Best(Support.WORD_ALONE, List.of());
    }

    /**
     * @param sites none where nothing in the sentence can be replaced
     */
    record Best(Support support, List<Site> sites) {
        Best {
            sites = List.copyOf(sites);
        }
    }
}
