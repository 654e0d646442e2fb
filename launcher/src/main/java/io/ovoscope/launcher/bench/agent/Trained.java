package io.ovoscope.launcher.bench.agent;

import io.ovoscope.demo.model.LanguageModel;
import io.ovoscope.demo.model.TrainingConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The network and what it is trained on, over and over: made-up words, since only the time is looked at. */
final class Trained {
    private static final int BATCHES = 16;
    private static final double RATE = 1e-4;

    private final LanguageModel.Transformer model;
    private final List<DataSet> batches = new ArrayList<>();
    private int next;

    Trained(Size size) {
        TrainingConfig training = new TrainingConfig(size.batch(), RATE, 1, Integer.MAX_VALUE, Duration.ofDays(1), 1);
        this.model = (LanguageModel.Transformer) LanguageModel.create(size.config(), training);
        Random random = new Random(1);
        for (int i = 0; i < BATCHES; i++) {
            batches.add(new DataSet(words(size, random), words(size, random)));
        }
    }

    private static INDArray words(Size size, Random random) {
        float[] ids = new float[size.batch() * Size.WINDOW_TOKENS];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = random.nextInt(size.vocabulary());
        }
        return Nd4j.create(ids, new long[] {size.batch(), 1, Size.WINDOW_TOKENS}, 'c');
    }

    LanguageModel.Transformer model() {
        return model;
    }

    ComputationGraph network() {
        return model.network();
    }

    INDArray parameters() {
        return network().params();
    }

    void listeners(List<TrainingListener> listeners) {
        network().setListeners(new ArrayList<>(listeners));
    }

    void step() {
        network().fit(batches.get(next));
        next = (next + 1) % BATCHES;
    }
}
