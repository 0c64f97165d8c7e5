package goloom.sandbox;

/** Why a run was ended from outside. The first reason is the one that counts. */
enum Kill {
  /** Its real time is over. */
  REAL_TIME,
  /** Its processor time is over. */
  CPU_TIME,
  /** It writes without end. */
  OUTPUT,
  /** The kernel found the memory of its group used up. */
  MEMORY,
  /** Whoever started it wants it no more. */
  STOPPED,
  /** Its worker said what no worker says. */
  PROTOCOL
}
