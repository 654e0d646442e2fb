package io.ovoscope.agent.probeset.sentence;

import java.util.ArrayList;
import java.util.List;

/** Whether heads form a tree with one root. Messages count words from 1 and call the root's head 0, as CoNLL-U does. */
final class TreeCheck {
    private static final int ON_PATH = 1;
    private static final int CLEARED = 2;

    private TreeCheck() {}

    /** What is wrong, at the word with this index from 0. */
    record Problem(int word, String text) {}

    static List<Problem> problems(List<Integer> heads) {
        List<Problem> problems = outOfRange(heads);
        if (heads.isEmpty() || !problems.isEmpty()) {
            return problems;
        }
        List<Integer> roots = new ArrayList<>();
        for (int word = 0; word < heads.size(); word++) {
            if (heads.get(word) == -1) {
                roots.add(word + 1);
            }
        }
        if (roots.size() != 1) {
            int word = roots.isEmpty() ? 0 : roots.get(1) - 1;
            problems.add(
                    new Problem(word, roots.size() + " roots" + shown(roots) + ": expecting one word with head 0"));
        }
        addCycles(heads, problems);
        return problems;
    }

    private static String shown(List<Integer> roots) {
        return roots.isEmpty() ? "" : " (words " + roots + ")";
    }

    private static List<Problem> outOfRange(List<Integer> heads) {
        List<Problem> problems = new ArrayList<>();
        for (int word = 0; word < heads.size(); word++) {
            int head = heads.get(word);
            if (head < -1 || head >= heads.size() || head == word) {
                problems.add(new Problem(
                        word,
                        "word " + (word + 1) + " has HEAD " + (head + 1) + ": expecting 0 (the root) to " + heads.size()
                                + ", not the word itself"));
            }
        }
        return problems;
    }

    /** Walks up from every word; a walk that meets itself has found a cycle. Every word is walked over once. */
    private static void addCycles(List<Integer> heads, List<Problem> problems) {
        int[] state = new int[heads.size()];
        for (int start = 0; start < heads.size(); start++) {
            int word = start;
            while (word != -1 && state[word] == 0) {
                state[word] = ON_PATH;
                word = heads.get(word);
            }
            if (word != -1 && state[word] == ON_PATH) {
                problems.add(
                        new Problem(word, "word " + (word + 1) + " is above itself in the tree: expecting no cycle"));
            }
            for (word = start; word != -1 && state[word] == ON_PATH; word = heads.get(word)) {
                state[word] = CLEARED;
            }
        }
    }
}
