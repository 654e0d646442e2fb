package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The layers that settings ask for, in the order of the forward pass, before it is known whether each has one output per position.
 *
 * @param layers as candidates
 * @param named whether each was asked for by its name or number, and must be suitable, rather than by a pattern or by nothing
 */
record LayerChoice(List<CandidateLayer> layers, List<Boolean> named) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,6}");

    /**
     * Chooses. A name is a layer's name, else a number if it is one, else a pattern if it holds {@code *} or {@code ?}.
     *
     * @param wanted as {@link NetworkSettings#layers} says
     * @throws IllegalArgumentException naming everything that no layer fits, and the layers that there are
     */
    static LayerChoice of(List<CandidateLayer> candidates, List<String> wanted) {
        TreeMap<Integer, Boolean> named = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        if (wanted.isEmpty()) {
            matching(candidates, Pattern.compile("(?s:.*)"))
                    .filter(i -> candidates.get(i).isLayer())
                    .forEach(i -> named.put(i, false));
        }
        for (String each : wanted) {
            OptionalInt one = byName(candidates, each);
            if (one.isEmpty() && NUMBER.matcher(each).matches()) {
                one = byNumber(candidates.size(), Integer.parseInt(each));
            }
            one.ifPresent(i -> named.put(i, true));
            List<Integer> several = one.isPresent() || !isPattern(each)
                    ? List.of()
                    : matching(candidates, glob(each)).boxed().toList();
            several.forEach(i -> named.putIfAbsent(i, false));
            if (one.isEmpty() && several.isEmpty()) {
                problems.add("no layer '" + each + "': expecting some of " + listed(candidates)
                        + ", a number from 0 to " + (candidates.size() - 1) + ", or a pattern of names with * and ?");
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new LayerChoice(named.keySet().stream().map(candidates::get).toList(), List.copyOf(named.values()));
    }

    private static OptionalInt byName(List<CandidateLayer> candidates, String name) {
        return IntStream.range(0, candidates.size())
                .filter(i -> candidates.get(i).name().equals(name))
                .findFirst();
    }

    private static OptionalInt byNumber(int count, int number) {
        int index = number < 0 ? count + number : number;
        return index >= 0 && index < count ? OptionalInt.of(index) : OptionalInt.empty();
    }

    private static boolean isPattern(String name) {
        return name.contains("*") || name.contains("?");
    }

    /** An output layer is probed by name only: what it gives is a forecast, as wide as the vocabulary. */
    private static IntStream matching(List<CandidateLayer> candidates, Pattern names) {
        return IntStream.range(0, candidates.size())
                .filter(i -> !candidates.get(i).isOutput()
                        && names.matcher(candidates.get(i).name()).matches());
    }

    private static Pattern glob(String pattern) {
        String expression = pattern.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.DOTALL);
    }

    private static List<String> listed(List<CandidateLayer> candidates) {
        return candidates.stream().map(CandidateLayer::name).toList();
    }
}
