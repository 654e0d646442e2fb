package io.ovoscope.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything that is wrong with a probe set, all at once. */
final class ProbeSetCheck {
    private final ProbeSet set;
    private final List<String> problems = new ArrayList<>();

    ProbeSetCheck(ProbeSet set) {
        this.set = set;
    }

    List<String> problems() {
        checkLengths();
        if (problems.isEmpty()) {
            checkWords();
            checkSentences();
            checkTasks();
        }
        return problems;
    }

    private void checkLengths() {
        ProbeSet.Words words = set.words();
        ProbeSet.Sentences sentences = set.sentences();
        requireLength("type", words.type().length, set.rows());
        requireLength("punctuation", words.punctuation().length, set.rows());
        requireLength("head", words.head().length, set.rows());
        requireLength("document", sentences.document().length, set.sentenceCount());
        requireLength("source", sentences.source().length, set.sentenceCount());
        if (set.rows() == 0) {
            problems.add("no rows");
        }
    }

    private void requireLength(String field, int found, int wanted) {
        if (found != wanted) {
            problems.add(field + " of length " + found + ": expecting " + wanted);
        }
    }

    private void checkWords() {
        int[] sentence = set.words().sentence();
        int[] head = set.words().head();
        int before = 0;
        for (int row = 0; row < set.rows(); row++) {
            if (sentence[row] < before || sentence[row] >= set.sentenceCount()) {
                problems.add("row " + row + ": sentence " + sentence[row] + ": expecting " + before + " to "
                        + (set.sentenceCount() - 1) + ", ascending");
                return;
            }
            before = sentence[row];
            boolean inside = head[row] >= 0 && head[row] < set.rows() && sentence[head[row]] == sentence[row];
            if (!inside && head[row] != ProbeSet.ROOT && head[row] != ProbeSet.NO_HEAD) {
                problems.add("row " + row + ": head " + head[row] + ": expecting a row of its sentence, -1 or -2");
            }
        }
    }

    private void checkSentences() {
        int[] split = set.sentences().split();
        int[] source = set.sentences().source();
        for (int i = 0; i < set.sentenceCount(); i++) {
            if (split[i] < 0 || split[i] > 2) {
                problems.add("sentence " + i + ": split " + split[i] + ": expecting 0, 1 or 2");
            }
            if (source[i] < 0 || source[i] >= set.sentenceCount() || source[source[i]] != source[i]) {
                problems.add("sentence " + i + ": source " + source[i] + ": expecting an unaltered sentence");
            } else if (split[source[i]] != split[i]) {
                problems.add("sentence " + i + ": split " + split[i] + ": expecting that of its source " + source[i]);
            }
        }
    }

    private void checkTasks() {
        Set<String> names = new HashSet<>();
        for (TaskLabels task : set.tasks()) {
            if (!names.add(task.info().name())) {
                problems.add("task " + task.info().name() + " twice");
            }
            try {
                checkTask(task);
            } catch (WireFormatException e) {
                problems.add(e.getMessage());
            }
        }
    }

    private void checkTask(TaskLabels task) {
        String name = task.tensorName();
        checkName(task.info());
        switch (task.info().input()) {
            case TOKEN -> task.labels().requireShape(name, set.rows());
            case SENTENCE -> task.labels().requireShape(name, set.sentenceCount());
            // Rows are no floats: the targets of pairs without classes follow from the heads, and none is listed.
            case PAIR -> task.labels().requireShape(name, task.info().isRegression() ? 0 : -1, 3);
        }
        if (task.info().isRegression()) {
            task.labels().floats(name);
        } else {
            checkClasses(task, task.classLabels());
        }
    }

    /** What is scored and shown by its name cannot be anything else. */
    private void checkName(TaskInfo task) {
        if (GeometryTasks.isName(task.name())) {
            problems.add("task " + task.name() + ": a curve of the geometry is called so: expecting another name");
        }
        boolean distance = task.name().equals(StructuralTasks.DISTANCE);
        boolean depth = task.name().equals(StructuralTasks.DEPTH);
        TaskInput wanted = distance ? TaskInput.PAIR : TaskInput.TOKEN;
        if ((distance || depth) && (!task.isRegression() || task.input() != wanted)) {
            problems.add("task " + task.name() + " of " + task.classes().size() + " classes and input " + task.input()
                    + ": expecting the structural probe's, without classes and with input " + wanted);
        }
    }

    private void checkClasses(TaskLabels task, int[] labels) {
        boolean pairs = task.info().input() == TaskInput.PAIR;
        int classes = task.info().classes().size();
        for (int i = 0; i < labels.length; i++) {
            boolean isRow = pairs && i % 3 != 2;
            int limit = isRow ? set.rows() : classes;
            if (labels[i] < (isRow ? 0 : -1) || labels[i] >= limit) {
                problems.add(task.tensorName() + "[" + i + "] is " + labels[i] + ": expecting less than " + limit);
            }
        }
    }
}
