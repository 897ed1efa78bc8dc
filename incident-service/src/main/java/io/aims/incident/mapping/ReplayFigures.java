package io.aims.incident.mapping;

/**
 * What has come of a replay, or of a step of it.
 *
 * @param signals that have been looked at
 * @param deliveries that have been read for these, each as often as a step needed it
 * @param moved signals that went to another system
 * @param joined those of them that were over, and joined the incident that was open there
 * @param firing those of them that fire: the next look at signals lets them join or open an incident, if they may
 */
public record ReplayFigures(int signals, int deliveries, int moved, int joined, int firing) {}
