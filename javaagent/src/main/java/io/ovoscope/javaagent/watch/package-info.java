/** Watches the networks that training turns out to train: which of them, under which run names, and until when. */
@NullMarked
package io.ovoscope.javaagent.watch;

import org.jspecify.annotations.NullMarked;
