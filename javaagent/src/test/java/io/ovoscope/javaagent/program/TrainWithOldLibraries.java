package io.ovoscope.javaagent.program;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program with libraries of its own, of other versions than the agent's: it says which it runs with, and sends a compressed record
 * after each epoch to the broker and topic that its arguments name.
 */
public final class TrainWithOldLibraries {
    private static final Logger log = LoggerFactory.getLogger(TrainWithOldLibraries.class);

    private TrainWithOldLibraries() {}

    public static void main(String[] arguments) throws Exception {
        ObjectMapper json = new ObjectMapper();
        System.out.println("kafka " + origin(KafkaProducer.class));
        System.out.println("jackson " + json.version());
        System.out.println("slf4j " + origin(LoggerFactory.class));
        System.out.println("netty " + origin(Class.forName("io.netty.util.Version")));
        log.warn("through its own log");
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                arguments[0],
                "compression.type",
                arguments[2],
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                StringSerializer.class);
        MultiLayerNetwork network = Models.stack();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties)) {
            for (int epoch = 0; epoch < 2; epoch++) {
                Models.batches(12).forEach(network::fit);
                String value = json.writeValueAsString(Map.of("epoch", epoch, "loss", network.score()));
                producer.send(new ProducerRecord<>(arguments[1], "program", value))
                        .get(30, TimeUnit.SECONDS);
            }
        }
        System.out.println("parameters " + Models.digest(network));
    }

    private static String origin(Class<?> type) {
        String path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
