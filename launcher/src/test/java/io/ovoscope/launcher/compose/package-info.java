/** The Compose files and the images, as far as they can be checked without a Docker daemon. */
@NullMarked
package io.ovoscope.launcher.compose;

import org.jspecify.annotations.NullMarked;
