package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.sentence.Annotation;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.util.List;
import java.util.Random;

/**
 * {@code SubjNum} and {@code ObjNum}: is the subject, or the direct object, of the main clause in the singular or the plural? As in
 * Conneau et al. 2018 it is a common noun (there the tags {@code NN} and {@code NNS}), and no form of one part of the probe set is asked
 * for in another: see {@link DisjointForms}. Here: the root has exactly one dependent by {@code nsubj}, subtypes such as {@code nsubj:pass}
 * included, or exactly one by {@code obj}; it is tagged {@code NOUN} and has the feature {@code Number=Sing} or {@code Number=Plur}.
 */
final class ArgumentNumber implements ProbingTask {
    private static final List<String> NUMBERS = List.of("Sing", "Plur");

    private final TaskOutline outline;
    private final String relation;

    private ArgumentNumber(String name, String relation, LabelSource source) {
        this.outline = new TaskOutline(name, Level.SEMANTICS, TaskInput.SENTENCE, source, NUMBERS);
        this.relation = relation;
    }

    static ArgumentNumber ofSubject(LabelSource source) {
        return new ArgumentNumber("SubjNum", "nsubj", source);
    }

    static ArgumentNumber ofObject(LabelSource source) {
        return new ArgumentNumber("ObjNum", "obj", source);
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
            DependencyTree.of(sentences.get(s)).ifPresent(tree -> add(sentence, tree, forms));
        }
        return forms.draft(
                random, "no root has one " + relation + " that is a noun with the feature Number=Sing or Number=Plur");
    }

    private void add(int sentence, DependencyTree tree, DisjointForms forms) {
        List<Integer> arguments = tree.dependents(tree.root(), relation);
        Annotation annotation = tree.sentence().annotation();
        if (arguments.size() == 1 && !annotation.upos().isEmpty()) {
            int noun = arguments.get(0);
            String number = annotation.feature(noun, "Number");
            if (annotation.upos().get(noun).equals("NOUN") && NUMBERS.contains(number)) {
                forms.add(sentence, tree.sentence().words().get(noun), number);
            }
        }
    }
}
