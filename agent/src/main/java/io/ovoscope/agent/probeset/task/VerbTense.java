package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.sentence.Annotation;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.util.List;
import java.util.Random;

/**
 * {@code Tense}: is the main verb of the main clause in the past or the present? As in Conneau et al. 2018 the verb shows it by its own
 * form (there the tags {@code VBD}, {@code VBP} and {@code VBZ}), and no form of one part of the probe set occurs as main verb in another: see {@link DisjointForms}.
 * Here: the root is tagged {@code VERB} and has the feature {@code Tense}, and {@code VerbForm=Fin} if it has that feature at all. Where
 * an auxiliary or a copula carries the tense, the sentence has no label.
 */
final class VerbTense implements ProbingTask {
    private static final List<String> TENSES = List.of("Past", "Pres");

    private final TaskOutline outline;

    VerbTense(LabelSource source) {
        this.outline = new TaskOutline("Tense", Level.SEMANTICS, TaskInput.SENTENCE, source, TENSES);
    }

    @Override
    public TaskOutline outline() {
        return outline;
    }

    @Override
    public ClassDraft draft(ProbeSentences sentences, Random random) {
        DisjointForms forms = new DisjointForms(sentences);
        for (int s = 0; s < sentences.size(); s++) {
            int sentence = s;
            DependencyTree.of(sentences.get(s)).ifPresent(tree -> {
                Annotation annotation = tree.sentence().annotation();
                String tense = annotation.feature(tree.root(), "Tense");
                if (isFiniteVerb(annotation, tree.root()) && TENSES.contains(tense)) {
                    forms.add(sentence, tree.sentence().words().get(tree.root()), tense);
                }
            });
        }
        return forms.draft(random, "no sentence has a root that is a verb with the feature Tense");
    }

    private static boolean isFiniteVerb(Annotation annotation, int root) {
        String form = annotation.feature(root, "VerbForm");
        boolean isVerb =
                !annotation.upos().isEmpty() && annotation.upos().get(root).equals("VERB");
        return isVerb && (form.isEmpty() || form.equals("Fin"));
    }
}
