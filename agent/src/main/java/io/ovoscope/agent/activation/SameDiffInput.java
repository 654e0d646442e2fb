package io.ovoscope.agent.activation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which placeholders of a SameDiff graph the probe set goes into. Which variables are its layers, {@link NetworkSettings#layers} says:
 * the graph does not know.
 *
 * @param ids placeholder of the piece ids: [sentences, time] or [sentences, 1, time], of any number type
 * @param vocabulary how many different ids it takes; 0 where nobody says, and then ids that are too large are not noticed
 * @param mask placeholder of the padding mask, [sentences, time], 1 for what counts and 0 for padding; empty where the graph takes none
 * @param fixed numbers for other placeholders that the layers depend on, as they are in inference mode: for example 1 for the share that
 *     dropout keeps
 */
public record SameDiffInput(String ids, long vocabulary, Optional<String> mask, Map<String, Double> fixed) {
    public SameDiffInput {
        fixed = Map.copyOf(fixed);
        if (ids.isBlank()) {
            throw new IllegalArgumentException("ids '" + ids + "': expecting the name of a placeholder");
        }
        if (vocabulary < 0) {
            throw new IllegalArgumentException("vocabulary " + vocabulary + ": expecting vocabulary >= 0");
        }
        Set<String> names = new HashSet<>(fixed.keySet());
        names.add(ids);
        mask.ifPresent(names::add);
        if (names.size() < fixed.size() + 1 + (mask.isPresent() ? 1 : 0)) {
            throw new IllegalArgumentException(
                    "placeholders " + ids + ", " + mask + " and " + fixed.keySet() + ": expecting each once");
        }
    }

    /** Of a graph that reads piece ids and nothing else. */
    public static SameDiffInput ids(String placeholder) {
        return new SameDiffInput(placeholder, 0, Optional.empty(), Map.of());
    }

    public SameDiffInput withVocabulary(long count) {
        return new SameDiffInput(ids, count, mask, fixed);
    }

    public SameDiffInput withMask(String placeholder) {
        return new SameDiffInput(ids, vocabulary, Optional.of(placeholder), fixed);
    }

    /** With a number for a further placeholder. */
    public SameDiffInput with(String placeholder, double value) {
        Map<String, Double> more = new HashMap<>(fixed);
        more.put(placeholder, value);
        return new SameDiffInput(ids, vocabulary, mask, more);
    }
}
