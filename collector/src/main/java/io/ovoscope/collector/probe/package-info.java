/**
 * The arithmetic of probes: linear classifiers on frozen activations, and the figures that stand beside their accuracy.
 *
 * <p>Arrays in, numbers out: nothing here knows a topic, a clock or a page. The line through the room is {@link
 * io.ovoscope.collector.probe.Items} and {@link io.ovoscope.collector.probe.Split} → {@link
 * io.ovoscope.collector.probe.ProbeWorkspace#prepare} → {@link io.ovoscope.collector.probe.Design#fit} → {@link
 * io.ovoscope.collector.probe.Fit} → {@link io.ovoscope.collector.probe.Outcomes} → intervals and baselines.
 * {@link io.ovoscope.collector.probe.OnlineCode} and {@link io.ovoscope.collector.probe.Conditional} train more probes for figures that
 * accuracy does not give. Beside it runs that of the structural probe: {@link io.ovoscope.collector.probe.Trees} → {@link
 * io.ovoscope.collector.probe.StructuralProbe#prepare} → {@link io.ovoscope.collector.probe.StructuralFit}, its floors {@link
 * io.ovoscope.collector.probe.StructuralFloors}, its items {@link io.ovoscope.collector.probe.GoldEdges}.
 */
@NullMarked
package io.ovoscope.collector.probe;

import org.jspecify.annotations.NullMarked;
