package io.ovoscope.collector.publish;

import java.util.List;

/** What is written to: InfluxDB, or a test's stand-in that can be told to fail. */
interface Store {
    /**
     * Writes points, all or an unknown part of them where it fails; a point of the series and time of another replaces it.
     *
     * @param lines line protocol, times in nanoseconds
     */
    void write(List<String> lines) throws StoreException;

    /** Marks the points that a later attempt of their run has retired. */
    void retire(Retirement retirement) throws StoreException;

    void erase(Change.Erasure erasure) throws StoreException;
}
