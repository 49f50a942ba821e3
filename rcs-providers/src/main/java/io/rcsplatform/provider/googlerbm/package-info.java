/** Google RCS for Business (RBM): messages under our own ids, and its signed webhook. */
@NullMarked
package io.rcsplatform.provider.googlerbm;

import org.jspecify.annotations.NullMarked;
