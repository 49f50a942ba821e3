/** The machine-readable description of the API, made from the code when somebody asks for it. */
@NullMarked
package io.rcsplatform.campaign.openapi;

import org.jspecify.annotations.NullMarked;
