package io.ovoscope.launcher.bench.findings;

import java.util.SplittableRandom;

/**
 * How the test items of a task behave while their accuracy stays as it is. Item i of sentence s is right at snapshot t where
 * {@code m + q_i + z_it > 0}: {@code q_i} is its difficulty, normal with variance τ²; {@code z_it} is normal with variance 1, a share
 * {@code c} of it common to the sentence, and each part of it correlated from one snapshot to the next by {@value #MEMORY}. The
 * expected accuracy is then {@code Φ(m/√(1+τ²))}, exactly.
 *
 * @param spread τ
 * @param common c
 */
record PlateauModel(double spread, double common) {
    /** Correlation of an item's noise from one snapshot to the next. */
    static final double MEMORY = 0.5;

    private static final int PAIRS = 200_000;
    private static final double FINE = 1e-3;

    /**
     * The model with these properties.
     *
     * @param accuracy expected
     * @param discordance share of items whose outcome changes from one snapshot to the next
     * @param designEffect variance of the change over that of independent items
     * @param itemsPerSentence as an item sees it: mean square over mean of the sentences' sizes
     */
    static PlateauModel of(double accuracy, double discordance, double designEffect, double itemsPerSentence) {
        double k = Normal.quantile(accuracy);
        double low = MEMORY;
        double high = 1 - 1e-9;
        while (high - low > 1e-9) {
            double r = (low + high) / 2;
            if (2 * (accuracy - Normal.both(k, r)) > discordance) {
                low = r;
            } else {
                high = r;
            }
        }
        double spread = Math.sqrt((low - MEMORY) / (1 - low));
        double wanted = (designEffect - 1) / (itemsPerSentence - 1);
        return new PlateauModel(spread, common(new PlateauModel(spread, 0).offset(accuracy), spread, wanted));
    }

    private static double common(double offset, double spread, double correlation) {
        double low = 0;
        double high = 1;
        while (high - low > FINE) {
            double middle = (low + high) / 2;
            if (changeCorrelation(offset, spread, middle) < correlation) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Correlation of the changes of two items of a sentence, by simulation with the same draws for every share. */
    private static double changeCorrelation(double offset, double spread, double common) {
        SplittableRandom random = new SplittableRandom(1);
        double products = 0;
        double squares = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            double[] sentence = consecutive(random);
            int a = change(random, offset + spread * random.nextGaussian(), common, sentence);
            int b = change(random, offset + spread * random.nextGaussian(), common, sentence);
            products += a * b;
            squares += (a * a + b * b) / 2.0;
        }
        return products / squares;
    }

    private static int change(SplittableRandom random, double level, double common, double[] sentence) {
        double[] own = consecutive(random);
        int now = right(level, common, sentence[0], own[0]);
        return right(level, common, sentence[1], own[1]) - now;
    }

    private static int right(double level, double common, double sentence, double own) {
        return level + Math.sqrt(common) * sentence + Math.sqrt(1 - common) * own > 0 ? 1 : 0;
    }

    private static double[] consecutive(SplittableRandom random) {
        double first = random.nextGaussian();
        return new double[] {first, MEMORY * first + Math.sqrt(1 - MEMORY * MEMORY) * random.nextGaussian()};
    }

    /** m, for an expected accuracy. */
    double offset(double accuracy) {
        return Normal.quantile(accuracy) * Math.sqrt(1 + spread * spread);
    }
}
