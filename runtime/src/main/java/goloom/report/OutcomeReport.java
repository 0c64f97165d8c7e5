package goloom.report;

import java.util.List;

/**
 * One thing that a program can do, told apart by what it prints and how it ends.
 *
 * @param id from 1, in the order found
 * @param output all that it prints, stdout and stderr in their order
 * @param status as an exit's: {@code ok}, {@code exit}, {@code panic}, {@code deadlock}, …
 * @param code the exit code
 * @param message one sentence, empty where there is nothing to say
 * @param executions those seen to end so
 * @param schedule replays one of them, with the fewest preemptions
 * @param races found in some of them
 * @param leaks goroutines that nobody can wake, in some of them
 * @param blocked goroutines that still waited when main returned, in some of them
 */
public record OutcomeReport(
    int id,
    String output,
    String status,
    int code,
    String message,
    long executions,
    String schedule,
    List<Shown> races,
    List<Shown> leaks,
    List<Shown> blocked) {}
