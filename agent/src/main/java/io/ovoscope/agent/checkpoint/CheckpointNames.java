package io.ovoscope.agent.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * Names of folders and files, safe for any run name: letters, digits, {@code . _ -} stay, all else becomes {@code _}. Where that
 * changes a name, or it is long or begins with a dot, twelve digits of its SHA-256 follow, so that two runs never share a folder.
 */
final class CheckpointNames {
    static final String MODEL = ".zip";
    static final String SIDECAR = ".json";
    static final String TEMPORARY = ".tmp";
    private static final int LONGEST = 80;
    private static final int HASH_DIGITS = 12;

    private final String run;

    CheckpointNames(String run) {
        String safe = run.replaceAll("[^A-Za-z0-9._-]", "_");
        boolean plain = safe.equals(run) && run.length() <= LONGEST && !run.startsWith(".") && !run.startsWith("-");
        this.run = plain ? run : "run_" + safe.substring(0, Math.min(LONGEST, safe.length())) + "-" + hash(run);
    }

    /** Of the run's folder. */
    String folder() {
        return run;
    }

    String model(long step) {
        return stem(step) + MODEL;
    }

    String sidecar(long step) {
        return stem(step) + SIDECAR;
    }

    private String stem(long step) {
        return String.format(Locale.ROOT, "%s.step-%010d", run, step);
    }

    /** Whether the store itself may have left a file of this name unfinished, or without the other of its pair. */
    boolean isOurs(String file) {
        return file.startsWith(run + ".step-")
                && Set.of(MODEL, SIDECAR, TEMPORARY).stream().anyMatch(file::endsWith);
    }

    private static String hash(String text) {
        byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
