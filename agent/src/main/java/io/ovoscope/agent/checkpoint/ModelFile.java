package io.ovoscope.agent.checkpoint;

import io.ovoscope.agent.activation.NetworkConfiguration;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Writes a network as DL4J's {@code ModelSerializer} does, from copies of its parameters and updater state instead of a live network,
 * and uncompressed: weights in training do not compress.
 */
final class ModelFile {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int CHUNK = 1 << 14;

    private final NetworkConfiguration configuration;
    private final float[] floats = new float[CHUNK];
    private final byte[] bytes = new byte[CHUNK * Float.BYTES];

    ModelFile(NetworkConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Writes and flushes; the stream stays open. */
    void write(OutputStream out, long step, int epoch, INDArray parameters, @Nullable INDArray updaterState)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
        zip.setLevel(Deflater.NO_COMPRESSION);
        zip.putNextEntry(new ZipEntry(ModelSerializer.CONFIGURATION_JSON));
        zip.write(configuration.json(Math.toIntExact(step), epoch).getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(new ZipEntry(ModelSerializer.COEFFICIENTS_BIN));
        write(zip, parameters);
        if (updaterState != null) {
            zip.putNextEntry(new ZipEntry(ModelSerializer.UPDATER_BIN));
            write(zip, updaterState);
        }
        zip.finish();
        zip.flush();
    }

    private void write(ZipOutputStream zip, INDArray array) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(zip, BUFFER_BYTES));
        DataBuffer data = array.data();
        if (isPlain(array, data)) {
            array.shapeInfoDataBuffer().write(out);
            out.writeUTF(data.allocationMode().name());
            out.writeLong(data.length());
            out.writeUTF(data.dataType().name());
            writeFloats(out, data);
        } else {
            Nd4j.write(array, out);
        }
        out.flush();
    }

    /** Floats, one after the other, in the memory of the processor. */
    private static boolean isPlain(INDArray array, DataBuffer data) {
        return array.dataType() == DataType.FLOAT
                && !array.isView()
                && data.length() == array.length()
                && Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;
    }

    /** Big-endian, as {@code DataOutput.writeFloat}; that one by one takes ten times as long. */
    private void writeFloats(DataOutputStream out, DataBuffer data) throws IOException {
        FloatPointer pointer = new FloatPointer(data.pointer());
        for (long done = 0; done < data.length(); done += CHUNK) {
            int count = (int) Math.min(CHUNK, data.length() - done);
            pointer.position(done).get(floats, 0, count);
            for (int i = 0; i < count; i++) {
                int bits = Float.floatToRawIntBits(floats[i]);
                bytes[4 * i] = (byte) (bits >>> 24);
                bytes[4 * i + 1] = (byte) (bits >>> 16);
                bytes[4 * i + 2] = (byte) (bits >>> 8);
                bytes[4 * i + 3] = (byte) bits;
            }
            out.write(bytes, 0, count * Float.BYTES);
        }
    }
}
