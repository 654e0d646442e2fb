/** What the agent costs the training it watches: `ovoscope bench agent`. */
@NullMarked
package io.ovoscope.launcher.bench.agent;

import org.jspecify.annotations.NullMarked;
