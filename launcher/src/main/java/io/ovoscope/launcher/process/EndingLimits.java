package io.ovoscope.launcher.process;

import java.time.Duration;

/**
 * How long a child may take to end, before the next and rougher means is used.
 *
 * @param afterClosingInput from closing its standard input to SIGTERM
 * @param afterTerminating from SIGTERM to SIGKILL
 * @param afterKilling how long the end of a killed process is awaited
 */
public record EndingLimits(Duration afterClosingInput, Duration afterTerminating, Duration afterKilling) {

    /** Ten seconds for a clean end, five after SIGTERM, two after SIGKILL. */
    public static final EndingLimits DEFAULT =
            new EndingLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(2));

    /** Checks that no limit is negative. */
    public EndingLimits {
        requireNotNegative("afterClosingInput", afterClosingInput);
        requireNotNegative("afterTerminating", afterTerminating);
        requireNotNegative("afterKilling", afterKilling);
    }

    private static void requireNotNegative(String name, Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException(name + " " + limit + ": expecting no negative duration");
        }
    }
}
