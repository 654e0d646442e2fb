package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

class LbfgsTest {

    /** Writes the gradient into the second array. */
    private interface Objective extends ToDoubleBiFunction<double[], double[]> {}

    private static Lbfgs minimise(Objective objective, double[] start, double[] inverseDiagonal, int maxIterations) {
        Lbfgs lbfgs = new Lbfgs(start, 1e-6, maxIterations);
        lbfgs.expect(v -> {
            for (int i = 0; i < v.length; i++) {
                v[i] *= inverseDiagonal[i];
            }
        });
        while (!lbfgs.finished()) {
            double[] gradient = new double[start.length];
            double value = objective.applyAsDouble(lbfgs.point(), gradient);
            lbfgs.tell(value, gradient);
        }
        return lbfgs;
    }

    private static double rosenbrock(double[] x, double[] gradient) {
        double a = 1 - x[0];
        double b = x[1] - x[0] * x[0];
        gradient[0] = -2 * a - 400 * x[0] * b;
        gradient[1] = 200 * b;
        return a * a + 100 * b * b;
    }

    @Test
    void findsTheMinimumOfACurvedValley() {
        Lbfgs lbfgs = minimise(LbfgsTest::rosenbrock, new double[] {-1.2, 1}, new double[] {1, 1}, 200);

        assertThat(lbfgs.converged()).isTrue();
        assertThat(lbfgs.point()).containsExactly(new double[] {1, 1}, within(1e-5));
        assertThat(lbfgs.iterations()).isBetween(5, 80);
    }

    @Test
    void exactDiagonalOfAQuadraticNeedsOneIteration() {
        double[] curvature = {1e-3, 1, 1e4};
        Lbfgs lbfgs = minimise(
                (x, gradient) -> {
                    double value = 0;
                    for (int i = 0; i < x.length; i++) {
                        gradient[i] = curvature[i] * (x[i] - i);
                        value += gradient[i] * (x[i] - i) / 2;
                    }
                    return value;
                },
                new double[] {9, 9, 9},
                Arrays.stream(curvature).map(c -> 1 / c).toArray(),
                50);

        assertThat(lbfgs.iterations()).isEqualTo(1);
        assertThat(lbfgs.point()).containsExactly(new double[] {0, 1, 2}, within(1e-9));
    }

    @Test
    void wrongScaleOfTheDiagonalCorrectsItself() {
        for (double scale : new double[] {1e-6, 1e6}) {
            Lbfgs lbfgs = minimise(LbfgsTest::rosenbrock, new double[] {-1.2, 1}, new double[] {scale, scale}, 200);
            assertThat(lbfgs.converged()).isTrue();
        }
    }

    @Test
    void stopsUnconvergedWhenIterationsRunOut() {
        Lbfgs lbfgs = minimise(LbfgsTest::rosenbrock, new double[] {-1.2, 1}, new double[] {1, 1}, 3);

        assertThat(lbfgs.converged()).isFalse();
        assertThat(lbfgs.iterations()).isEqualTo(3);
        assertThat(lbfgs.value()).isLessThan(rosenbrock(new double[] {-1.2, 1}, new double[2]));
    }

    @Test
    void objectiveThatIsNotANumberEndsTheSearchUnconverged() {
        Lbfgs lbfgs = minimise((x, gradient) -> Double.NaN, new double[] {1}, new double[] {1}, 50);

        assertThat(lbfgs.converged()).isFalse();
        assertThat(lbfgs.point()).containsExactly(1);
    }

    @Test
    void gradientThatLiesEndsTheSearchUnconverged() {
        Lbfgs lbfgs = minimise(
                (x, gradient) -> {
                    gradient[0] = -1;
                    return x[0];
                },
                new double[] {1},
                new double[] {1},
                50);

        assertThat(lbfgs.converged()).isFalse();
        assertThat(lbfgs.point()).containsExactly(1);
    }
}
