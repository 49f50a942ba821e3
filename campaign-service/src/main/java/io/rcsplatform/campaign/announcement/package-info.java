/** Saying twice what must not be missed: who opted out, and which campaigns were cancelled. */
@NullMarked
package io.rcsplatform.campaign.announcement;

import org.jspecify.annotations.NullMarked;
