package io.ovoscope.collector.probe;

/**
 * Which approximation of its Hessian a probe is trained with: the better ones where they cost less than the passes they
 * save.
 */
final class CurvatureSource {
    /** Largest width, bias included, at which every class has a block of its own. */
    private static final int MAX_STRIDE = 160;
    /** Largest number of values in a probe's blocks: 16 MiB. */
    private static final long MAX_BLOCKS = 1 << 22;
    /** Most classes whose covariance is taken. */
    private static final int MAX_CLASSES = 160;

    private final Coordinates coordinates;
    private final CurvatureGram grams;

    CurvatureSource(Coordinates coordinates, NativeRows rows, ProbeWorkspace workspace) {
        this.coordinates = coordinates;
        this.grams = new CurvatureGram(rows, workspace);
    }

    /** Whether probes of this stride have blocks, and so need no coordinates without covariance. */
    static boolean inBlocks(int stride) {
        return stride <= MAX_STRIDE;
    }

    /** In whitened coordinates passes are few as it is: making blocks took longer than they saved, from 600 items to 14,000. */
    private boolean paysInBlocks(int stride) {
        return inBlocks(stride) && !(coordinates instanceof Whitening);
    }

    CurvatureWatch watch(SeenClasses seen, int[] positions, double l2) {
        int stride = grams.stride();
        if (paysInBlocks(stride) && (long) seen.count() * stride * stride <= MAX_BLOCKS) {
            return new BlockWatch(new CurvatureSample(seen, stride), seen.count(), l2, grams);
        }
        double[] variances = variances(stride);
        return !inBlocks(stride) && seen.count() <= MAX_CLASSES
                ? new ClassCovariance(seen, positions, variances, l2)
                : new SharesWatch(new SharesCurvature(seen, variances, l2));
    }

    private double[] variances(int stride) {
        if (!(coordinates instanceof Coordinates.Standardised)) {
            return coordinates.variances();
        }
        double[] ones = new double[stride];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private record BlockWatch(CurvatureSample sample, int classes, double l2, CurvatureGram grams)
            implements CurvatureWatch {
        @Override
        public void take(float[] residuals, int from, int first, int n) {
            sample.take(residuals, from, first, n);
        }

        @Override
        public Curvature curvature() {
            return BlockCurvature.of(sample, classes, l2, grams);
        }
    }

    private record SharesWatch(Curvature curvature) implements CurvatureWatch {
        @Override
        public void take(float[] residuals, int from, int first, int n) {
            // The shares are known.
        }
    }
}
