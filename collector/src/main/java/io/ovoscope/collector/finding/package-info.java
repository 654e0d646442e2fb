/** What a finding says in plain words, and how urgent it is: the same for every way in which it reaches people. */
@NullMarked
package io.ovoscope.collector.finding;

import org.jspecify.annotations.NullMarked;
