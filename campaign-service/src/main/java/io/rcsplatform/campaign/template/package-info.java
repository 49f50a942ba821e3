/** What a tenant sends: templates, in versions that never change. */
@NullMarked
package io.rcsplatform.campaign.template;

import org.jspecify.annotations.NullMarked;
