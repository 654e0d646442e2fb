/** Tests of the models and the training loop. */
@NullMarked
package io.ovoscope.demo.model;

import org.jspecify.annotations.NullMarked;
