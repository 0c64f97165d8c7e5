/**
 * Data races: what watches a program's accesses, vector clocks, and the reports. One simulation
 * runs at a time on one carrier thread, so nothing here is atomic.
 */
@org.jspecify.annotations.NullMarked
package goloom.race;
