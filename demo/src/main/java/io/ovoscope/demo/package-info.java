/** The demonstration: small language models trained from scratch while they are watched. */
@NullMarked
package io.ovoscope.demo;

import org.jspecify.annotations.NullMarked;
