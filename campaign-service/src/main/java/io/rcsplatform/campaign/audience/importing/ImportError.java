package io.rcsplatform.campaign.audience.importing;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one row of a file.
 *
 * @param row number of the line in the file, where the first line is 1
 * @param column its heading; null where the row as a whole is wrong
 * @param action what to do about it
 */
record ImportError(long row, @Nullable String column, String code, String detail, String action) {}
