package io.ovoscope.agent.probeset.sentence;

import static io.ovoscope.agent.probeset.sentence.Problems.quoted;

import io.ovoscope.agent.probeset.sentence.LineReader.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lexical columns of one sentence of a {@code .conllulex} file: strong expressions and supersenses. */
final class LexicalColumns implements FurtherColumns {
    private static final int COUNT = 19;
    private static final int EXPRESSION = 10;
    private static final int SUPERSENSE = 13;

    private static final Pattern WORD = Pattern.compile("[0-9]+");
    private static final Pattern MEMBER = Pattern.compile("([1-9][0-9]{0,8}):([1-9][0-9]{0,8})");
    private static final Pattern LABEL = Pattern.compile("[nvp]\\.[A-Za-z]+");
    /** {@code ??}: the annotators could not tell; {@code `$}: a possessive slot within an idiom, which means nothing. */
    private static final List<String> NOTHING = List.of("_", "??", "`$");

    private final List<Word> words = new ArrayList<>();

    /**
     * What the columns say of one word.
     *
     * @param expression number of the strong expression it belongs to within the sentence, {@code ""} for none
     * @param supersense {@code ""} for none
     */
    private record Word(String expression, String supersense) {}

    @Override
    public Optional<Line> cut(Line line, ConlluSentence sentence) {
        String[] fields = line.text().split("\t", -1);
        if (fields.length != COUNT) {
            sentence.fieldCount(line.number(), fields.length, COUNT);
            return Optional.empty();
        }
        if (WORD.matcher(fields[ConlluFields.ID]).matches()) {
            words.add(word(line.number(), fields[EXPRESSION], fields[SUPERSENSE], sentence));
        }
        String conllu = String.join("\t", Arrays.copyOf(fields, ConlluFields.COUNT));
        return Optional.of(new Line(line.number(), conllu, true));
    }

    private static Word word(long line, String expression, String supersense, ConlluSentence sentence) {
        Matcher member = MEMBER.matcher(expression);
        boolean isMember = member.matches();
        if (!isMember && !expression.equals("_")) {
            sentence.problem(line, "SMWE " + quoted(expression) + ": expecting _ or expression:position such as 1:2");
        }
        boolean isLabel = LABEL.matcher(supersense).matches();
        if (!isLabel && !NOTHING.contains(supersense)) {
            sentence.problem(
                    line,
                    "SS " + quoted(supersense)
                            + ": expecting a supersense such as n.FOOD, v.motion or p.Locus, _, ?? or `$");
        }
        if (isLabel && isMember && !member.group(2).equals("1")) {
            sentence.problem(
                    line,
                    "SS " + quoted(supersense) + " on word " + member.group(2)
                            + " of an expression: expecting it on the first");
        }
        return new Word(isMember ? member.group(1) : "", isLabel ? supersense : "");
    }

    @Override
    public AnnotatedSentence label(AnnotatedSentence sentence) {
        List<String> labels = new ArrayList<>(Collections.nCopies(words.size(), ""));
        Map<String, List<Integer>> expressions = new LinkedHashMap<>();
        for (int word = 0; word < words.size(); word++) {
            int alone = word;
            String expression = words.get(word).expression();
            expressions
                    .computeIfAbsent(expression.isEmpty() ? "word " + alone : expression, any -> new ArrayList<>())
                    .add(word);
        }
        expressions.values().forEach(members -> {
            String supersense = words.get(members.get(0)).supersense();
            boolean onHead = supersense.startsWith("n.");
            labels.set(onHead ? highest(members, sentence.annotation().heads()) : members.get(0), supersense);
        });
        boolean none = labels.stream().allMatch(String::isEmpty);
        return none ? sentence : sentence.withWordLabels(ConllulexReader.TASK, labels);
    }

    /** The member nearest the root, the first of those equally near. */
    private static int highest(List<Integer> members, List<Integer> heads) {
        int highest = members.get(0);
        if (!heads.isEmpty()) {
            for (int member : members) {
                highest = depth(member, heads) < depth(highest, heads) ? member : highest;
            }
        }
        return highest;
    }

    private static int depth(int word, List<Integer> heads) {
        int depth = 0;
        for (int above = heads.get(word); above != -1; above = heads.get(above)) {
            depth++;
        }
        return depth;
    }

    @Override
    public void clear() {
        words.clear();
    }
}
