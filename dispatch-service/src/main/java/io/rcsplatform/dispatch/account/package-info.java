/** The operator's provider accounts, ready to send. */
@NullMarked
package io.rcsplatform.dispatch.account;

import org.jspecify.annotations.NullMarked;
