/** What every service needs from Spring and is not business, offered as Boot auto-configuration. */
@NullMarked
package io.rcsplatform.platform;

import org.jspecify.annotations.NullMarked;
