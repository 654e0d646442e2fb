package io.ovoscope.launcher.bench.findings;

import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * The test items of one task in several layers of a run, snapshot after snapshot. Half of an item's noise is common to the layers:
 * what is wrong in one is often wrong in the next.
 */
final class SimulatedItems {
    private static final double HALF = Math.sqrt(0.5);
    private static final double FRESH = Math.sqrt(1 - PlateauModel.MEMORY * PlateauModel.MEMORY);

    private final PlateauModel model;
    private final int[] sentenceOf;
    private final int sentences;
    private final float[] difficulty;
    private final Noise shared;
    private final Noise[] own;
    private final SplittableRandom random;

    /** Noise of items and of sentences. */
    private record Noise(float[] items, float[] sentences) {
        static Noise of(int items, int sentences, SplittableRandom random) {
            Noise noise = new Noise(new float[items], new float[sentences]);
            draw(noise.items, random);
            draw(noise.sentences, random);
            return noise;
        }

        private static void draw(float[] values, SplittableRandom random) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
        }

        void move(SplittableRandom random) {
            move(items, random);
            move(sentences, random);
        }

        private static void move(float[] values, SplittableRandom random) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (PlateauModel.MEMORY * values[i] + FRESH * random.nextGaussian());
            }
        }
    }

    /** @param items of the text's first words */
    SimulatedItems(PlateauModel model, SimulatedText text, int items, int layers, SplittableRandom random) {
        this.model = model;
        this.random = random;
        this.sentenceOf = text.sentenceOf();
        this.sentences = sentenceOf[items - 1] + 1;
        difficulty = new float[items];
        for (int i = 0; i < items; i++) {
            difficulty[i] = (float) (model.spread() * random.nextGaussian());
        }
        shared = Noise.of(items, sentences, random);
        own = new Noise[layers];
        for (int layer = 0; layer < layers; layer++) {
            own[layer] = Noise.of(items, sentences, random);
        }
    }

    /** Goes on to the next snapshot. */
    void move() {
        shared.move(random);
        for (Noise noise : own) {
            noise.move(random);
        }
    }

    /** Which items are right in a layer now, where so many are expected to be. */
    BitSet right(int layer, double accuracy) {
        float common = (float) (Math.sqrt(model.common()) * HALF);
        float single = (float) (Math.sqrt(1 - model.common()) * HALF);
        float[] ofSentence = new float[sentences];
        for (int s = 0; s < sentences; s++) {
            ofSentence[s] = common * (shared.sentences[s] + own[layer].sentences[s]);
        }
        float offset = (float) model.offset(accuracy);
        float[] ofLayer = own[layer].items;
        BitSet right = new BitSet(difficulty.length);
        for (int i = 0; i < difficulty.length; i++) {
            float noise = ofSentence[sentenceOf[i]] + single * (shared.items[i] + ofLayer[i]);
            if (offset + difficulty[i] + noise > 0) {
                right.set(i);
            }
        }
        return right;
    }
}
