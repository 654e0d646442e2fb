/** The log of the agent inside somebody else's program: lines on standard error, whatever the program logs with. */
@NullMarked
package io.ovoscope.javaagent.log;

import org.jspecify.annotations.NullMarked;
