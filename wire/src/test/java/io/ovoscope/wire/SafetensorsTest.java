package io.ovoscope.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsTest {
    private static ByteBuffer file(String header, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        return file.putLong(json.length).put(json).rewind();
    }

    /** The example of the format's own specification: nothing of it is ours. */
    @Test
    void readsAFileAsThePublicSpecificationWritesIt() {
        ByteBuffer bytes = file("""
                {"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]},\
                "a":{"dtype":"I32","shape":[],"data_offsets":[0,4]}}\s""", 12);
        bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.limit() - 12, 7).putFloat(bytes.limit() - 4, 1.5f);
        Safetensors read = Safetensors.read(bytes);
        assertThat(read.tensor("a").ints("a")).containsExactly(7);
        assertThat(read.tensor("b").floats("b")).containsExactly(0f, 1.5f);
        assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
    }

    @Test
    void whatIsWrittenReadsBackAndBeginsAtAMultipleOfEight() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("x", Tensor.ofFloats(new float[] {1, 2, 3, 4, 5, 6}, List.of(2L, 3L)));
        tensors.put("none", Tensor.ofInts());
        Safetensors written = new Safetensors(tensors, Map.of("größe", "\"quoted\"\n"));
        byte[] bytes = written.write();
        assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8)
                .isZero();
        Safetensors read = Safetensors.read(ByteBuffer.wrap(bytes));
        assertThat(read).isEqualTo(written);
        assertThat(read.tensor("x").shape()).containsExactly(2L, 3L);
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("an empty record", ByteBuffer.allocate(0), "of 0 bytes: expecting at least the 8"),
                Arguments.of("a negative length", length(-1, 8), "header length 18446744073709551615"),
                Arguments.of("a length beyond the record", length(9, 8), "header length 9: expecting at most 8"),
                Arguments.of(
                        "a header beyond the cap",
                        length(1 << 21, 1 << 22),
                        "header length 2097152: expecting at most 1048576"),
                Arguments.of("no JSON", file("{\"a\":", 0), "is no JSON"),
                Arguments.of("an array", file("[]", 0), "is no JSON object"),
                Arguments.of("deep nesting", file("{\"a\":" + "[".repeat(5_000), 0), "is no JSON"),
                Arguments.of(
                        "metadata that is no string",
                        file("{\"__metadata__\":{\"n\":1}}", 0),
                        "metadata 'n' is 1: expecting a string"),
                tensor(
                        "an unknown dtype",
                        "\"dtype\":\"F8\",\"shape\":[4],\"data_offsets\":[0,4]",
                        "unknown dtype 'F8': expecting one of BOOL"),
                tensor(
                        "no offsets",
                        "\"dtype\":\"I32\",\"shape\":[1]",
                        "expecting a dtype, a shape and two data_offsets"),
                tensor(
                        "a negative extent",
                        "\"dtype\":\"I32\",\"shape\":[-1],\"data_offsets\":[0,4]",
                        "-1 in shape or data_offsets"),
                tensor(
                        "a fractional offset",
                        "\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4.5]",
                        "4.5 in shape or data_offsets"),
                tensor(
                        "an overflowing shape",
                        "\"dtype\":\"F64\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]",
                        "larger than any buffer"),
                tensor(
                        "a shape of another size",
                        "\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[0,4]",
                        "lies in 4 bytes: expecting 8"),
                tensor(
                        "offsets outside",
                        "\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[0,8]",
                        "lies at [0, 8): expecting it to begin at 0 and to end by 4"),
                tensor(
                        "a hole before",
                        "\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[1,4]",
                        "expecting it to begin at 0"),
                tensor(
                        "data nobody owns",
                        "\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]",
                        "the header accounts for 3"),
                Arguments.of(
                        "overlapping tensors", file("""
                                {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", 4), "tensor 'b' lies at [2, 4): expecting it to begin at 4"));
    }

    private static Arguments tensor(String what, String fields, String message) {
        return Arguments.of(what, file("{\"a\":{" + fields + "}}", 4), message);
    }

    private static ByteBuffer length(long claimed, int bytesAfter) {
        return ByteBuffer.allocate(8 + bytesAfter)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(claimed)
                .rewind();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileBytesAreRefusedWithAReason(String what, ByteBuffer bytes, String message) {
        assertThatThrownBy(() -> Safetensors.read(bytes))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void everyTruncationOfAnActivationPartIsRefused() {
        byte[] whole = GoldenFiles.activationPart(FloatEncoding.F32).write();
        for (int length = 0; length < whole.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ActivationPart.read(cut))
                    .as("cut to %d of %d bytes", length, whole.length)
                    .isInstanceOf(WireFormatException.class);
        }
    }

    @Test
    void noFlippedByteOfAHeaderGetsThroughAsAnythingButARefusalOrAPart() {
        byte[] whole = GoldenFiles.activationPart(FloatEncoding.F32).write();
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                assertThat(ActivationPart.read(ByteBuffer.wrap(bytes)).rowCount())
                        .isPositive();
            } catch (WireFormatException e) {
                assertThat(e).hasMessageMatching("(?s).{10,}");
            }
        }
    }
}
