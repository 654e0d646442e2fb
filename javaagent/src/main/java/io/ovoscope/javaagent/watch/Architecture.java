package io.ovoscope.javaagent.watch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What two networks have in common where one may be the other, restored. */
final class Architecture {
    private static final String COUNTS = "\"(iterationCount|epochCount)\"\\s*:\\s*\\d+";

    private Architecture() {}

    /** A digest of the network's configuration without its counts; where that cannot be written down, its class and size. */
    static String of(Model network) {
        try {
            String json = network instanceof MultiLayerNetwork stack
                    ? stack.getLayerWiseConfigurations().toJson()
                    : ((ComputationGraph) network).getConfiguration().toJson();
            byte[] plain = json.replaceAll(COUNTS, "").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain));
        } catch (RuntimeException | NoSuchAlgorithmException e) {
            return network.getClass().getName() + " of " + network.params().length();
        }
    }

    /** Updates that the network has had, by its own count: a network that was restored has had some. */
    static int updates(Model network) {
        return network instanceof MultiLayerNetwork stack
                ? stack.getIterationCount()
                : ((ComputationGraph) network).getIterationCount();
    }
}
