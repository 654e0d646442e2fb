package io.ovoscope.agent.probeset.sentence;

import static io.ovoscope.agent.probeset.sentence.Problems.quoted;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The ten fields of a CoNLL-U line: which is where, and what each may hold. */
final class ConlluFields {
    static final int ID = 0;
    static final int FORM = 1;
    static final int LEMMA = 2;
    static final int UPOS = 3;
    static final int XPOS = 4;
    static final int FEATS = 5;
    static final int HEAD = 6;
    static final int DEPREL = 7;
    static final int DEPS = 8;
    static final int MISC = 9;
    static final int COUNT = 10;

    private static final List<String> NAMES =
            List.of("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC");
    private static final Set<Integer> MAY_HOLD_SPACES = Set.of(FORM, LEMMA, MISC);
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern FEATURE = Pattern.compile("[^=|]+=[^=|]+");

    private ConlluFields() {}

    /** A field's value, {@code ""} for {@code _}. */
    static String value(String field) {
        return field.equals("_") ? "" : field;
    }

    /** What is wrong with the fields of any line. */
    static List<String> problems(String[] fields) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            String field = fields[i];
            if (field.isBlank()) {
                problems.add(NAMES.get(i) + " is empty: expecting a value or _");
            } else if (!MAY_HOLD_SPACES.contains(i) && field.chars().anyMatch(Character::isWhitespace)) {
                problems.add(NAMES.get(i) + " " + quoted(field) + ": expecting no white space");
            }
        }
        if (!fields[FORM].isBlank() && !fields[FORM].strip().equals(fields[FORM])) {
            problems.add("FORM " + quoted(fields[FORM]) + ": expecting no white space at its ends");
        }
        if (!fields[HEAD].isBlank()
                && !fields[HEAD].equals("_")
                && !NUMBER.matcher(fields[HEAD]).matches()) {
            problems.add("HEAD " + quoted(fields[HEAD]) + ": expecting the number of a word, 0 or _");
        }
        problems.addAll(featureProblems(fields[FEATS]));
        return problems;
    }

    private static List<String> featureProblems(String features) {
        if (features.equals("_") || features.isBlank()) {
            return List.of();
        }
        Set<String> names = new HashSet<>();
        for (String feature : features.split("\\|", -1)) {
            if (!FEATURE.matcher(feature).matches() || !names.add(feature.substring(0, feature.indexOf('=')))) {
                return List.of("FEATS " + quoted(features) + ": expecting _ or Name=Value|Name=Value, each name once");
            }
        }
        return List.of();
    }

    /** A multiword token is no word: it has a form and miscellany, and the one feature {@code Typo=Yes}. */
    static List<String> rangeProblems(String[] fields) {
        List<String> problems = new ArrayList<>();
        for (int i : List.of(LEMMA, UPOS, XPOS, HEAD, DEPREL, DEPS)) {
            if (!fields[i].equals("_")) {
                problems.add(NAMES.get(i) + " " + quoted(fields[i]) + " of a multiword token: expecting _");
            }
        }
        if (!fields[FEATS].equals("_") && !fields[FEATS].equals("Typo=Yes")) {
            problems.add("FEATS " + quoted(fields[FEATS]) + " of a multiword token: expecting _ or Typo=Yes");
        }
        return problems;
    }

    /** An empty node stands in the enhanced graph only. */
    static List<String> emptyNodeProblems(String[] fields) {
        List<String> problems = new ArrayList<>();
        for (int i : List.of(HEAD, DEPREL)) {
            if (!fields[i].equals("_")) {
                problems.add(NAMES.get(i) + " " + quoted(fields[i]) + " of an empty node: expecting _");
            }
        }
        if (fields[DEPS].equals("_")) {
            problems.add("DEPS '_' of an empty node: expecting its place in the enhanced graph");
        }
        return problems;
    }
}
