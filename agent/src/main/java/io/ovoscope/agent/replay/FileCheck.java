package io.ovoscope.agent.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/** Looks at checkpoints before any of them is replayed. */
final class FileCheck {
    private static final int BUFFER_BYTES = 1 << 16;

    private FileCheck() {}

    /**
     * What is wrong with the files, a line each: unreadable, not what their checksum says, or of a network of another shape.
     *
     * @param parameters how many the network has; empty for as many as the first readable file says
     */
    static List<String> problems(List<CheckpointFile> files, OptionalLong parameters) {
        List<String> problems = new ArrayList<>();
        OptionalLong expected = parameters;
        for (CheckpointFile file : files) {
            try {
                requireChecksum(file);
                long count = new ModelFile(file.path()).parameterCount();
                if (expected.isPresent() && expected.getAsLong() != count) {
                    problems.add(file.path() + ": a network of " + count + " parameters: expecting "
                            + expected.getAsLong() + ", as "
                            + (parameters.isPresent() ? "the run has" : "the first checkpoint has"));
                }
                expected = expected.isPresent() ? expected : OptionalLong.of(count);
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        return problems;
    }

    private static void requireChecksum(CheckpointFile file) throws IOException {
        if (file.sha256().isEmpty()) {
            return;
        }
        String found = sha256(file.path());
        if (!found.equals(file.sha256().get())) {
            throw new IOException(file.path() + ": SHA-256 " + found + ": expecting "
                    + file.sha256().get() + ", as it was written");
        }
    }

    private static String sha256(Path path) throws IOException {
        try (InputStream bytes = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new IOException(path + ": cannot be read: " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
