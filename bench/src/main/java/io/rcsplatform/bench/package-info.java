/** The benchmarks and the client they drive the platform with. */
@NullMarked
package io.rcsplatform.bench;

import org.jspecify.annotations.NullMarked;
