/**
 * Every query of every file under {@code dashboards/}, run on a real InfluxDB as Grafana would run it.
 *
 * <p>A new dashboard states what its queries answer in a class like {@link io.ovoscope.collector.grafana.EmergenceExpectations}, named in
 * {@link io.ovoscope.collector.grafana.AllExpectations}: one {@link io.ovoscope.collector.grafana.Expected} for each query, by the panel's title and
 * the query's refId. A query without one fails, and so does one for a query that is not there. What the records are that stand in InfluxDB meanwhile is
 * said by {@link io.ovoscope.collector.grafana.BoardRun} and the other fixtures of {@link io.ovoscope.collector.grafana.FilledInflux}; add a {@code Fixture} there for what it lacks.
 */
@NullMarked
package io.ovoscope.collector.grafana;

import org.jspecify.annotations.NullMarked;
