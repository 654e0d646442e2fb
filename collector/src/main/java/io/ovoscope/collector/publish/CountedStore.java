package io.ovoscope.collector.publish;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A store that counts what it has taken. */
final class CountedStore implements Store {
    private final Store store;
    private final SortedMap<String, Long> points = new TreeMap<>();
    private long deletions;
    private long requests;

    CountedStore(Store store) {
        this.store = store;
    }

    @Override
    public void write(List<String> lines) throws StoreException {
        store.write(lines);
        requests++;
        lines.forEach(line -> points.merge(measurement(line), 1L, Long::sum));
    }

    @Override
    public void erase(Change.Erasure erasure) throws StoreException {
        store.erase(erasure);
        requests++;
        deletions++;
    }

    @Override
    public void retire(Retirement retirement) throws StoreException {
        store.retire(retirement);
        requests++;
    }

    /** Points by measurement; one that was written again counts again. */
    SortedMap<String, Long> points() {
        return new TreeMap<>(points);
    }

    long pointsInAll() {
        return points.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Requests that the store has answered with success. */
    long requests() {
        return requests;
    }

    long deletions() {
        return deletions;
    }

    /** Every line has tags, and no measurement of ours a comma. */
    private static String measurement(String line) {
        return line.substring(0, line.indexOf(','));
    }
}
