package io.ovoscope.agent.probeset;

import java.util.Random;

/**
 * Random generators, one per purpose, so that what one draws changes nothing for the others. {@link Random}, because Java specifies
 * its numbers for all versions.
 */
final class Seeded {
    private Seeded() {}

    /** The finaliser of MurmurHash3 spreads neighbouring seeds and purposes apart. */
    static Random random(long seed, String purpose) {
        long mixed = seed * 0x9E3779B97F4A7C15L + purpose.hashCode();
        mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return new Random(mixed ^ (mixed >>> 33));
    }
}
