/**
 * Settings files: YAML laid over the defaults of a record, with every problem reported at once. A leaf: agent and collector use it.
 */
@NullMarked
package io.ovoscope.settings;

import org.jspecify.annotations.NullMarked;
