package io.ovoscope.agent.probeset.sentence;

import static io.ovoscope.agent.probeset.sentence.Problems.quoted;

import io.ovoscope.agent.probeset.sentence.LineReader.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The word lines of one CoNLL-U sentence, checked as they come. */
final class ConlluSentence {
    /** A sentence of more words is no sentence, and must not fill the memory. */
    static final int MAX_WORDS = 10_000;

    private static final Pattern WORD = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern RANGE = Pattern.compile("([1-9][0-9]{0,8})-([1-9][0-9]{0,8})");
    private static final Pattern EMPTY_NODE = Pattern.compile("(0|[1-9][0-9]{0,8})\\.([1-9][0-9]{0,8})");
    private static final int NO_HEAD = -2;

    private final String file;
    private final Problems problems;
    private final List<String> words = new ArrayList<>();
    private final List<String> upos = new ArrayList<>();
    private final List<String> xpos = new ArrayList<>();
    private final List<String> feats = new ArrayList<>();
    private final List<Integer> heads = new ArrayList<>();
    private final List<String> relations = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private boolean begun;
    private boolean damaged;
    /** After a line whose ID is wrong or unknown the next ID cannot be foretold, and one fault is one problem. */
    private boolean idUnknown;

    private int lastWord;
    private int lastEmptyNode;
    private int rangeEnd;
    private long rangeLine;

    ConlluSentence(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Leaves the sentence out, because one of its lines could not be read. */
    void damage() {
        damaged = true;
        idUnknown = true;
    }

    /** Leaves the sentence out, because one of its lines has too few or too many fields. */
    void fieldCount(long line, int fields, int expected) {
        begun = true;
        problem(line, fields + " fields: expecting " + expected + ", separated by single tabs");
        idUnknown = true;
    }

    void problem(long line, String what) {
        problems.add(file, line, what);
        damaged = true;
    }

    void add(Line line) {
        begun = true;
        String[] fields = line.text().split("\t", -1);
        if (fields.length != ConlluFields.COUNT) {
            fieldCount(line.number(), fields.length, ConlluFields.COUNT);
            return;
        }
        ConlluFields.problems(fields).forEach(what -> problem(line.number(), what));
        String id = fields[ConlluFields.ID];
        Matcher range = RANGE.matcher(id);
        Matcher emptyNode = EMPTY_NODE.matcher(id);
        if (WORD.matcher(id).matches()) {
            word(line.number(), Integer.parseInt(id), fields);
        } else if (range.matches()) {
            range(line.number(), Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)), fields);
        } else if (emptyNode.matches()) {
            emptyNode(
                    line.number(), Integer.parseInt(emptyNode.group(1)), Integer.parseInt(emptyNode.group(2)), fields);
        } else {
            problem(
                    line.number(),
                    "ID " + quoted(id) + ": expecting a number, a range such as 3-4 or an empty node such as 3.1");
            idUnknown = true;
        }
    }

    private void word(long line, int id, String[] fields) {
        boolean wrong = id != lastWord + 1 && !idUnknown;
        if (wrong) {
            problem(line, "ID " + id + ": expecting " + (lastWord + 1));
        }
        idUnknown = wrong;
        lastWord = id;
        lastEmptyNode = 0;
        if (words.size() == MAX_WORDS && !damaged) {
            problem(line, "more than " + MAX_WORDS + " words: expecting an empty line between sentences");
        }
        if (!damaged) {
            keep(line, fields);
        }
    }

    private void keep(long line, String[] fields) {
        lines.add(line);
        words.add(fields[ConlluFields.FORM]);
        upos.add(ConlluFields.value(fields[ConlluFields.UPOS]));
        xpos.add(ConlluFields.value(fields[ConlluFields.XPOS]));
        feats.add(ConlluFields.value(fields[ConlluFields.FEATS]));
        relations.add(ConlluFields.value(fields[ConlluFields.DEPREL]));
        String head = fields[ConlluFields.HEAD];
        heads.add(head.equals("_") ? NO_HEAD : Integer.parseInt(head) - 1);
    }

    private void range(long line, int first, int last, String[] fields) {
        if ((first != lastWord + 1 && !idUnknown) || last < first || first <= rangeEnd) {
            problem(
                    line,
                    "ID " + first + "-" + last + ": expecting a range that begins at " + (lastWord + 1)
                            + ", ends no earlier and overlaps no other");
        }
        ConlluFields.rangeProblems(fields).forEach(what -> problem(line, what));
        rangeEnd = Math.max(rangeEnd, last);
        rangeLine = line;
    }

    private void emptyNode(long line, int word, int number, String[] fields) {
        if ((word != lastWord || number != lastEmptyNode + 1) && !idUnknown) {
            problem(line, "ID " + word + "." + number + ": expecting " + lastWord + "." + (lastEmptyNode + 1));
        }
        ConlluFields.emptyNodeProblems(fields).forEach(what -> problem(line, what));
        lastEmptyNode = number;
    }

    /** The sentence, unless it has no word or a problem. */
    Optional<AnnotatedSentence> end(String id, Optional<String> document) {
        if (!damaged && rangeEnd > lastWord) {
            problem(
                    rangeLine,
                    "range up to " + rangeEnd + ": expecting the words it stands for, the last is " + lastWord);
        }
        boolean noTree = heads.stream().allMatch(head -> head == NO_HEAD);
        if (!damaged && !noTree) {
            checkTree();
        }
        if (damaged || words.isEmpty()) {
            return Optional.empty();
        }
        Annotation annotation = new Annotation(
                column(upos),
                column(xpos),
                column(feats),
                noTree ? List.of() : heads,
                noTree ? List.of() : column(relations));
        String name = id.isEmpty() ? file + ":" + lines.get(0) : id;
        return Optional.of(new AnnotatedSentence(name, document, words, annotation, Map.of(), Map.of()));
    }

    private void checkTree() {
        for (int word = 0; word < heads.size(); word++) {
            if (heads.get(word) == NO_HEAD) {
                problem(lines.get(word), "HEAD '_': expecting a number, since other words of the sentence have one");
            }
        }
        if (!damaged) {
            TreeCheck.problems(heads).forEach(found -> problem(lines.get(found.word()), found.text()));
        }
    }

    private static List<String> column(List<String> values) {
        return values.stream().allMatch(String::isEmpty) ? List.of() : values;
    }
}
