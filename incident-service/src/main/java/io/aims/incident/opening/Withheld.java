package io.aims.incident.opening;

/** Why a signal that could open an incident opens none by itself: the rule that counts for it, and what that asks for. */
public record Withheld(Scope by, Threshold opensFrom) {}
