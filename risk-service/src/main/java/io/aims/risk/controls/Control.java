package io.aims.risk.controls;

/**
 * A reference control.
 *
 * @param id as the standard numbers it, e.g. {@code A.6.2.4}
 * @param objective the group it belongs to
 * @param summary in our own words
 */
public record Control(String id, String title, String objective, String summary) {}
