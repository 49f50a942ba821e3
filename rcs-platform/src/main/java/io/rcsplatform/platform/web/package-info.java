/** Problem details, request ids and pages: what every HTTP answer has in common. */
@NullMarked
package io.rcsplatform.platform.web;

import org.jspecify.annotations.NullMarked;
