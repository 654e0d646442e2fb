package io.ovoscope.launcher.replay;

import io.ovoscope.collector.topics.KafkaSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A training in a process of its own, to be killed: with a broker, a run's name, the step to train to, the step to save the network at,
 * and where it has been saved before, if it has. It says {@code there} when it has arrived, and then does nothing more.
 */
final class ResumableTraining {
    static final List<Long> EVERY_SECOND = LongStream.rangeClosed(0, TinyTraining.STEPS / 2)
            .map(i -> 2 * i)
            .boxed()
            .toList();

    private ResumableTraining() {}

    public static void main(String[] args) throws Exception {
        TinyTraining training = new TinyTraining(Path.of(args[0]));
        KafkaSettings kafka = KafkaSettings.plain(args[1]);
        File saved = new File(args[5]);
        MultiLayerNetwork network = saved.exists() ? MultiLayerNetwork.load(saved, true) : TinyTraining.network();
        int begin = network.getIterationCount();
        TinyTraining.Watched watched = training.resumed(args[2], kafka, EVERY_SECOND, network);
        int save = Integer.parseInt(args[4]);
        int end = Integer.parseInt(args[3]);
        for (int step = begin; step < end; step++) {
            if (step == save) {
                ModelSerializer.writeModel(network, saved, true);
            }
            watched.train(step, step + 1);
        }
        long due = (begin == 0 ? 2 : 1)
                + EVERY_SECOND.stream()
                        .filter(step -> step > begin && step <= end)
                        .count();
        while (watched.agent().metrics().sent() < due) {
            Thread.sleep(20);
        }
        System.out.println("there after " + watched.agent().metrics().sent() + " snapshots from step " + begin);
        Thread.sleep(Long.MAX_VALUE);
    }
}
