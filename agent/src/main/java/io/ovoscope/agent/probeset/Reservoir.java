package io.ovoscope.agent.probeset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** So many of a stream, each with the same chance, in bounded memory: Vitter's algorithm R (1985). */
final class Reservoir<T> {
    private final int most;
    private final Random random;
    private final List<T> held = new ArrayList<>();
    private long offered;

    Reservoir(int most, Random random) {
        this.most = most;
        this.random = random;
    }

    /** Takes it or not; what is no longer held, or was not taken, comes back. */
    Optional<T> offer(T one) {
        offered++;
        if (held.size() < most) {
            held.add(one);
            return Optional.empty();
        }
        double place = random.nextDouble() * offered;
        return Optional.of(place < most ? held.set((int) place, one) : one);
    }

    /** How many have been offered. */
    long offered() {
        return offered;
    }

    /** How many are held. */
    int size() {
        return held.size();
    }

    /** As many as are wanted of those held, each with the same chance. */
    List<T> some(int wanted) {
        if (wanted >= held.size()) {
            return List.copyOf(held);
        }
        List<T> shuffled = new ArrayList<>(held);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.max(wanted, 0)));
    }
}
