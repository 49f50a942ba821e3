/** The provider accounts that callbacks come in for. */
@NullMarked
package io.rcsplatform.webhook.account;

import org.jspecify.annotations.NullMarked;
