package goloom.race;

/** What orders those who come to a thing that synchronises after those who were there before. */
public final class Clock {
  Clock() {}
}
