package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The trained variables of a SameDiff graph, one behind the other in a flat buffer: in the order of their names, each row-major. The same
 * for a graph and a copy of it. Belongs to one thread.
 */
final class FlatVariables {
    private final SameDiff graph;
    private final List<String> names;
    private final IdentityHashMap<INDArray, List<INDArray>> viewsOfBuffers = new IdentityHashMap<>();

    FlatVariables(SameDiff graph) {
        this.graph = graph;
        this.names = graph.variables().stream()
                .filter(variable -> variable.getVariableType() == VariableType.VARIABLE)
                .map(SDVariable::name)
                .sorted()
                .toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("SameDiff graph without a trained variable: expecting at least one");
        }
    }

    int device() {
        return Nd4j.getAffinityManager().getDeviceForArray(array(names.get(0)));
    }

    long count() {
        return names.stream().mapToLong(name -> array(name).length()).sum();
    }

    /** The widest of their types, which holds every value of the others. */
    DataType type() {
        Set<DataType> types = new HashSet<>();
        names.forEach(name -> types.add(array(name).dataType()));
        if (types.size() == 1) {
            return types.iterator().next();
        }
        return types.contains(DataType.DOUBLE) ? DataType.DOUBLE : DataType.FLOAT;
    }

    void copyTo(INDArray buffer) {
        List<INDArray> views = views(buffer);
        for (int i = 0; i < views.size(); i++) {
            ArrayCopy.into(views.get(i), array(names.get(i)));
        }
    }

    void copyFrom(INDArray buffer) {
        List<INDArray> views = views(buffer);
        for (int i = 0; i < views.size(); i++) {
            array(names.get(i)).assign(views.get(i));
        }
    }

    /** Looked up anew each time: a graph's array may be exchanged for another. */
    private INDArray array(String name) {
        return graph.getVariable(name).getArr();
    }

    /** Made once per buffer, so that copying allocates nothing. */
    private List<INDArray> views(INDArray buffer) {
        return viewsOfBuffers.computeIfAbsent(buffer, this::slice);
    }

    private List<INDArray> slice(INDArray buffer) {
        List<INDArray> views = new ArrayList<>();
        long begin = 0;
        for (String name : names) {
            INDArray array = array(name);
            INDArray part = buffer.get(NDArrayIndex.interval(begin, begin + array.length()));
            views.add(part.reshape('c', array.shape()));
            begin += array.length();
        }
        return views;
    }
}
