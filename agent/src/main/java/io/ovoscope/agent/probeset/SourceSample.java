package io.ovoscope.agent.probeset;

import io.ovoscope.wire.Split;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sentences chosen from one source: labelled ones before others; of those given to a part of the split at most that part's share of
 * the limit, so that a source with a large training part keeps its test part.
 */
final class SourceSample {
    private final String name;
    private final String purpose;
    private final ProbeSetSettings settings;
    private final Map<Stratum, Reservoir<JoinedSentence>> strata = new LinkedHashMap<>();

    /**
     * @param number of the source, from 0, so that each draws numbers of its own
     */
    SourceSample(String name, int number, ProbeSetSettings settings) {
        this.name = name;
        this.purpose = number == 0 ? "sample" : "sample " + number;
        this.settings = settings;
    }

    private record Stratum(boolean labelled, Set<Split> parts) {}

    String name() {
        return name;
    }

    /** Takes it or not; what is no longer held, or was not taken, comes back. */
    Optional<JoinedSentence> offer(JoinedSentence sentence) {
        Stratum stratum = new Stratum(
                sentence.sentence().isLabelled(), sentence.sentence().givenParts());
        return strata.computeIfAbsent(stratum, this::reservoir).offer(sentence);
    }

    private Reservoir<JoinedSentence> reservoir(Stratum stratum) {
        boolean everyPart = stratum.parts().equals(EnumSet.allOf(Split.class));
        double share = stratum.parts().stream().mapToDouble(settings::share).sum();
        int most = everyPart ? settings.maxSentences() : (int) Math.ceil(share * settings.maxSentences());
        return new Reservoir<>(
                most, Seeded.random(settings.seed(), everyPart ? purpose : purpose + " " + stratum.parts()));
    }

    /**
     * @param elsewhere sentences of this source that are chosen as another's, and count as its own
     */
    List<JoinedSentence> chosen(int elsewhere) {
        List<JoinedSentence> chosen = new ArrayList<>();
        for (boolean labelled : new boolean[] {true, false}) {
            strata.forEach((stratum, reservoir) -> {
                if (stratum.labelled() == labelled) {
                    chosen.addAll(reservoir.some(settings.maxSentences() - elsewhere - chosen.size()));
                }
            });
        }
        return chosen;
    }

    /**
     * How many were chosen, where not all were.
     *
     * @param named whether to say of which source
     */
    Optional<String> remark(int elsewhere, boolean named) {
        long offered = elsewhere;
        long held = elsewhere;
        for (Reservoir<JoinedSentence> reservoir : strata.values()) {
            offered += reservoir.offered();
            held += reservoir.size();
        }
        long chosen = Math.max(elsewhere, Math.min(held, settings.maxSentences()));
        return offered > chosen
                ? Optional.of("chose " + chosen + " of " + offered + " sentences" + (named ? " of " + name : "")
                        + " (maxSentences)")
                : Optional.empty();
    }
}
