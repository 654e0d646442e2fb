package io.ovoscope.agent.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ovoscope.agent.activation.MonitoredGraph;
import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.agent.activation.MonitoredNetwork;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model file of DL4J's {@code ModelSerializer}: a zip with {@code configuration.json} and {@code coefficients.bin}. Each method throws
 * {@link IOException} with a message that names the file and what is wrong with it.
 */
record ModelFile(Path path) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Number of parameters, by the configuration; the parameters themselves are not read. */
    long parameterCount() throws IOException {
        try (ZipFile zip = open()) {
            String json = configuration(zip);
            entry(zip, ModelSerializer.COEFFICIENTS_BIN);
            return isGraph(json) ? ofGraph(json) : ofStack(json);
        }
    }

    /** The network as it was saved, without the updater's state. */
    MonitoredNetwork network() throws IOException {
        boolean graph;
        try (ZipFile zip = open()) {
            graph = isGraph(configuration(zip));
        }
        try {
            return graph
                    ? new MonitoredGraph(ModelSerializer.restoreComputationGraph(path.toFile(), false))
                    : new MonitoredMultiLayer(ModelSerializer.restoreMultiLayerNetwork(path.toFile(), false));
        } catch (RuntimeException e) {
            throw new IOException(path + ": DL4J cannot restore the network: " + e, e);
        }
    }

    /** The parameters, in the order of DL4J's one vector; the caller closes them. */
    INDArray parameters() throws IOException {
        try (ZipFile zip = open();
                InputStream bytes = zip.getInputStream(entry(zip, ModelSerializer.COEFFICIENTS_BIN));
                DataInputStream data = new DataInputStream(new BufferedInputStream(bytes))) {
            return Nd4j.read(data);
        } catch (RuntimeException e) {
            throw new IOException(path + ": the parameters cannot be read: " + e, e);
        }
    }

    private ZipFile open() throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (IOException e) {
            throw new IOException(path + ": cannot be read as a zip: " + e.getMessage(), e);
        }
    }

    private ZipEntry entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException(path + ": has no " + name + ": expecting a model file of DL4J's ModelSerializer");
        }
        return entry;
    }

    private String configuration(ZipFile zip) throws IOException {
        ZipEntry entry = entry(zip, ModelSerializer.CONFIGURATION_JSON);
        try (InputStream bytes = zip.getInputStream(entry)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException(path + ": " + entry.getName() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private boolean isGraph(String json) throws IOException {
        try {
            return JSON.readTree(json).has("vertices");
        } catch (JsonProcessingException e) {
            throw new IOException(path + ": " + ModelSerializer.CONFIGURATION_JSON + " is no JSON", e);
        }
    }

    private long ofGraph(String json) throws IOException {
        try {
            long count = 0;
            for (GraphVertex vertex :
                    ComputationGraphConfiguration.fromJson(json).getVertices().values()) {
                count += vertex.numParams(true);
            }
            return count;
        } catch (RuntimeException e) {
            throw unknown(e);
        }
    }

    private long ofStack(String json) throws IOException {
        try {
            long count = 0;
            for (NeuralNetConfiguration layer :
                    MultiLayerConfiguration.fromJson(json).getConfs()) {
                count += layer.getLayer().initializer().numParams(layer);
            }
            return count;
        } catch (RuntimeException e) {
            throw unknown(e);
        }
    }

    /** DL4J names a layer's class in the configuration. */
    private IOException unknown(RuntimeException e) {
        return new IOException(
                path + ": DL4J cannot read the configuration; a layer of your own must be on the class path: " + e, e);
    }
}
