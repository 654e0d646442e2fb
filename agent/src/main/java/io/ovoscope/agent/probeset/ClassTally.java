package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.task.LabelledItem;
import io.ovoscope.wire.Split;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How often each class of a task occurs in each part, and what follows: the classes kept, or why the task cannot be probed. */
final class ClassTally {
    private static final Pattern LEADING_NUMBER = Pattern.compile("^[0-9]+");

    private final Map<String, int[]> counts = new HashMap<>();
    private final int minTrainItems;

    ClassTally(List<LabelledItem> items, IntFunction<Split> splitOfSentence, int minTrainItems) {
        this.minTrainItems = minTrainItems;
        for (LabelledItem item : items) {
            int part = splitOfSentence.apply(item.sentence()).code();
            counts.computeIfAbsent(item.label(), any -> new int[Split.values().length])[part]++;
        }
    }

    private int count(String name, Split split) {
        int[] found = counts.get(name);
        return found == null ? 0 : found[split.code()];
    }

    private int count(List<String> classes, Split split) {
        return classes.stream().mapToInt(name -> count(name, split)).sum();
    }

    /** The declared classes, or where none are declared those that occur, that have enough training items. */
    List<String> kept(List<String> declared) {
        List<String> all =
                declared.isEmpty() ? counts.keySet().stream().sorted(order()).toList() : declared;
        return all.stream()
                .filter(name -> count(name, Split.TRAIN) >= minTrainItems)
                .toList();
    }

    /** Names that begin with numbers by their value and before the others, the rest as strings. */
    private static Comparator<String> order() {
        return Comparator.comparing(ClassTally::leadingNumber, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Comparator.naturalOrder());
    }

    private static @Nullable BigInteger leadingNumber(String name) {
        Matcher number = LEADING_NUMBER.matcher(name);
        return number.find() ? new BigInteger(number.group()) : null;
    }

    /** Why a task with these classes cannot be probed, if it cannot. */
    Optional<String> obstacle(List<String> classes) {
        if (classes.size() < 2) {
            String which = classes.isEmpty() ? "no class" : "one class only (" + classes.get(0) + ")";
            return Optional.of(which + " with " + minTrainItems + " items or more in the training part, of "
                    + counts.size() + " that occur");
        }
        if (count(classes, Split.DEVELOPMENT) == 0) {
            return Optional.of("no items in the development part");
        }
        List<String> tested =
                classes.stream().filter(name -> count(name, Split.TEST) > 0).toList();
        return switch (tested.size()) {
            case 0 -> Optional.of("no items in the test part");
            case 1 -> Optional.of("one class only (" + tested.get(0) + ") in the test part");
            default -> Optional.empty();
        };
    }

    /** What stays without a label when these classes are kept, if anything does. */
    Optional<String> leftOut(List<String> kept) {
        List<String> gone = counts.keySet().stream()
                .filter(name -> !kept.contains(name))
                .sorted(order())
                .toList();
        if (gone.isEmpty()) {
            return Optional.empty();
        }
        int items = 0;
        for (Split split : Split.values()) {
            items += count(gone, split);
        }
        String shown = gone.size() <= 10
                ? String.join(", ", gone)
                : String.join(", ", gone.subList(0, 10)) + " and " + (gone.size() - 10) + " more";
        return Optional.of(items + " items without a label, because their classes are not asked for or have fewer than "
                + minTrainItems + " training items (minTrainItemsPerClass): " + shown);
    }
}
