package io.ovoscope.demo.corpus;

/**
 * What WordNet says a sense means.
 *
 * @param definition the gloss without its example sentences
 * @param partOfSpeech what the gloss defines
 * @param lexicographerClass the sense's lexicographer file, for example {@code noun.animal}
 */
public record Gloss(Sentence definition, PartOfSpeech partOfSpeech, String lexicographerClass) {

    /** Checks that the class belongs to the part of speech. */
    public Gloss {
        if (!lexicographerClass.startsWith(partOfSpeech.filePrefix())) {
            throw new IllegalArgumentException("lexicographer class " + lexicographerClass + ": expecting one of "
                    + partOfSpeech + ", which begins with " + partOfSpeech.filePrefix());
        }
    }

    /** The four open classes that WordNet describes. */
    public enum PartOfSpeech {
        /** Files {@code noun.*}. */
        NOUN("noun."),
        /** Files {@code verb.*}. */
        VERB("verb."),
        /** Files {@code adj.*}, satellites included. */
        ADJECTIVE("adj."),
        /** File {@code adv.all}. */
        ADVERB("adv.");

        private final String filePrefix;

        PartOfSpeech(String filePrefix) {
            this.filePrefix = filePrefix;
        }

        String filePrefix() {
            return filePrefix;
        }
    }
}
