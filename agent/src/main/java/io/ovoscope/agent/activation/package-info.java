/** From parameters to rows: runs the probe set through a copy of the network and pools word pieces into words. */
@NullMarked
package io.ovoscope.agent.activation;

import org.jspecify.annotations.NullMarked;
