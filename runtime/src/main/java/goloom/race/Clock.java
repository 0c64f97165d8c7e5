package goloom.race;

/**
 * What orders those who come to a thing that synchronises after those who were there before: a
 * mutex, a slot of a channel's buffer, a volatile field. Only {@link Detector} touches it.
 */
public final class Clock {
  VectorClock released = VectorClock.EMPTY;

  /** The epoch of the only release, where there was just one; else 0. */
  long only;

  Clock() {}
}
