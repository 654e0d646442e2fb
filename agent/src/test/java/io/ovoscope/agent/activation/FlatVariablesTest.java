package io.ovoscope.agent.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ovoscope.agent.TinyNetworks;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FlatVariablesTest {
    /** Named against the order of making; a scalar, a matrix by columns, a vector. */
    private static SameDiff graph(double first) {
        SameDiff graph = SameDiff.create();
        graph.var("c", Nd4j.createFromArray((float) first + 6, (float) first + 7));
        graph.var(
                "b",
                Nd4j.createFromArray(new float[][] {
                            {(float) first + 2, (float) first + 3}, {(float) first + 4, (float) first + 5}
                        })
                        .dup('f'));
        graph.var("a", Nd4j.scalar((float) first + 1));
        graph.constant("constant", Nd4j.scalar(100f));
        graph.placeHolder("placeholder", DataType.FLOAT, 2);
        return graph;
    }

    @Test
    void trainedVariablesFollowEachOtherByNameRowByRow() {
        FlatVariables variables = new FlatVariables(graph(0));
        assertThat(variables.count()).isEqualTo(7);
        assertThat(variables.type()).isEqualTo(DataType.FLOAT);
        INDArray buffer = Nd4j.create(DataType.FLOAT, 7);
        variables.copyTo(buffer);
        assertThat(buffer.toFloatVector()).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void copyHasTheSameValuesWhereverItsArraysAre() {
        FlatVariables variables = new FlatVariables(graph(0));
        SameDiff other = graph(50);
        INDArray buffer = Nd4j.create(DataType.FLOAT, 7);
        INDArray another = Nd4j.create(DataType.FLOAT, 7);
        variables.copyTo(buffer);
        variables.copyTo(another);
        FlatVariables copy = new FlatVariables(other);
        copy.copyFrom(another);
        assertThat(other.getVariable("a").getArr()).isEqualTo(Nd4j.scalar(1f));
        assertThat(other.getVariable("b").getArr()).isEqualTo(Nd4j.createFromArray(new float[][] {{2, 3}, {4, 5}}));
        assertThat(other.getVariable("c").getArr()).isEqualTo(Nd4j.createFromArray(6f, 7f));
        assertThat(other.getVariable("constant").getArr()).isEqualTo(Nd4j.scalar(100f));
    }

    @Test
    void arrayThatWasExchangedIsFound() {
        SameDiff graph = graph(0);
        FlatVariables variables = new FlatVariables(graph);
        INDArray buffer = Nd4j.create(DataType.FLOAT, 7);
        variables.copyTo(buffer);
        graph.getVariable("c").setArray(Nd4j.createFromArray(8f, 9f));
        variables.copyTo(buffer);
        assertThat(buffer.toFloatVector()).containsExactly(1, 2, 3, 4, 5, 8, 9);
    }

    /** ND4J itself would write over what lies behind. */
    @Test
    void arrayThatHasGrownIsRefusedAndNothingElseIsOverwritten() {
        SameDiff graph = graph(0);
        FlatVariables variables = new FlatVariables(graph);
        INDArray buffer = Nd4j.create(DataType.FLOAT, 7);
        variables.copyTo(buffer);
        graph.getVariable("a").setArray(Nd4j.createFromArray(-1f, -1f, -1f));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> variables.copyTo(buffer))
                .withMessage("array of 3 numbers: expecting 1, as when the agent was attached");
        assertThat(buffer.toFloatVector()).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void parametersOfAnotherNumberThanTheBufferHoldsAreRefused() {
        MonitoredMultiLayer network = new MonitoredMultiLayer(TinyNetworks.stack());
        INDArray buffer = Nd4j.create(DataType.FLOAT, network.parameterCount() - 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.copyParameters(buffer))
                .withMessageContaining("expecting " + buffer.length());
    }

    @Test
    void widestTypeHoldsAll() {
        SameDiff graph = graph(0);
        graph.var("d", Nd4j.scalar(DataType.DOUBLE, 1e-300));
        FlatVariables variables = new FlatVariables(graph);
        assertThat(variables.type()).isEqualTo(DataType.DOUBLE);
        INDArray buffer = Nd4j.create(DataType.DOUBLE, 8);
        variables.copyTo(buffer);
        assertThat(buffer.toDoubleVector()).containsExactly(1, 2, 3, 4, 5, 6, 7, 1e-300);
    }

    @Test
    void graphWithoutTrainedVariablesIsRefused() {
        SameDiff graph = SameDiff.create();
        graph.constant("constant", Nd4j.scalar(100f));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlatVariables(graph))
                .withMessageContaining("at least one");
    }
}
