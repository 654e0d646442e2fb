package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.Collections;
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
        if (wanted.isEmpty() && candidates.stream().noneMatch(CandidateLayer::isLayer)) {
            throw new IllegalArgumentException("network.layers is empty, and a SameDiff graph does not say which of its"
                    + " variables are layers: expecting some of "
                    + candidates.stream().map(CandidateLayer::name).toList());
        }
        if (wanted.isEmpty()) {
            List<CandidateLayer> layers = candidates.stream()
                    .filter(each -> each.isLayer() && !each.isOutput())
                    .toList();
            return new LayerChoice(layers, Collections.nCopies(layers.size(), false));
        }
        TreeMap<Integer, Boolean> named = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (String each : wanted) {
            OptionalInt one = byNameOrNumber(candidates, each);
            List<Integer> several = one.isPresent() ? List.of() : byPattern(candidates, each);
            one.ifPresent(i -> named.put(i, true));
            several.forEach(i -> named.putIfAbsent(i, false));
            if (one.isEmpty() && several.isEmpty()) {
                problems.add(nothingFits(candidates, each));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new LayerChoice(named.keySet().stream().map(candidates::get).toList(), List.copyOf(named.values()));
    }

    private static String nothingFits(List<CandidateLayer> candidates, String wanted) {
        return "no layer '" + wanted + "': expecting some of "
                + candidates.stream().map(CandidateLayer::name).toList() + ", a number from 0 to "
                + (candidates.size() - 1) + ", or a pattern of names with * and ?";
    }

    private static OptionalInt byNameOrNumber(List<CandidateLayer> candidates, String wanted) {
        OptionalInt named = byName(candidates, wanted);
        return named.isPresent() || !NUMBER.matcher(wanted).matches()
                ? named
                : byNumber(candidates.size(), Integer.parseInt(wanted));
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

    /** An output layer is probed by name only: what it gives is a forecast, as wide as the vocabulary. */
    private static List<Integer> byPattern(List<CandidateLayer> candidates, String wanted) {
        if (!wanted.contains("*") && !wanted.contains("?")) {
            return List.of();
        }
        Pattern names = glob(wanted);
        return IntStream.range(0, candidates.size())
                .filter(i -> !candidates.get(i).isOutput()
                        && names.matcher(candidates.get(i).name()).matches())
                .boxed()
                .toList();
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
}
