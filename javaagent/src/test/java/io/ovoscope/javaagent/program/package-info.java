/** Programs that other JVMs run: they know nothing of Ovoscope. */
@NullMarked
package io.ovoscope.javaagent.program;

import org.jspecify.annotations.NullMarked;
