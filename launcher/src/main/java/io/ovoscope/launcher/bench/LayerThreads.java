package io.ovoscope.launcher.bench;

import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.launcher.bench.BenchCase.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Layers side by side, as a collector scores them: some threads, each with a workspace of its own. */
final class LayerThreads implements AutoCloseable {
    private final ExecutorService pool;
    private final BlockingQueue<ProbeWorkspace> workspaces;

    LayerThreads(int threads) {
        pool = Executors.newFixedThreadPool(threads);
        workspaces = new ArrayBlockingQueue<>(threads);
        for (int t = 0; t < threads; t++) {
            workspaces.add(new ProbeWorkspace());
        }
    }

    /** What is done with a layer, on one thread. */
    interface Work<T> {
        T on(Layer layer, ProbeWorkspace workspace);
    }

    /** Does it with every layer; results in the layers' order. */
    <T> List<T> each(List<Layer> layers, Work<T> work) throws InterruptedException {
        List<Future<T>> running = new ArrayList<>();
        for (Layer layer : layers) {
            running.add(pool.submit(() -> {
                ProbeWorkspace workspace = workspaces.take();
                try {
                    return work.on(layer, workspace);
                } finally {
                    workspaces.add(workspace);
                }
            }));
        }
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> layer : running) {
                results.add(layer.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a layer cannot be trained: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdown();
        workspaces.forEach(ProbeWorkspace::close);
    }
}
