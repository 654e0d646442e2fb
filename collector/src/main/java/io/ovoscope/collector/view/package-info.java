/** The live page: curves and findings from the topics, kept in memory and shown in a browser on this machine. */
@NullMarked
package io.ovoscope.collector.view;

import org.jspecify.annotations.NullMarked;
