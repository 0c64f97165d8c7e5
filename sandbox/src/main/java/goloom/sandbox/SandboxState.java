package goloom.sandbox;

import java.util.List;

/**
 * How a sandbox is at this moment.
 *
 * @param runWorkers run workers that wait, warm
 * @param runWorkersWanted as many as should
 * @param searchWorkers workers that wait and have rehearsed a search
 * @param searchWorkersWanted as many as should
 * @param compileWorkers compile workers that live
 * @param compileWorkersWanted as many as should
 * @param running runs that have a place
 * @param waiting runs in the queue
 * @param exploring explorations that have a place
 * @param exploringWaiting explorations in the queue
 * @param cachedRuns results that are kept
 * @param controlGroups {@code v2}, {@code v1} or {@code none}
 * @param broken the promises that the last self-test found broken
 */
public record SandboxState(
    int runWorkers,
    int runWorkersWanted,
    int searchWorkers,
    int searchWorkersWanted,
    int compileWorkers,
    int compileWorkersWanted,
    int running,
    int waiting,
    int exploring,
    int exploringWaiting,
    int cachedRuns,
    String controlGroups,
    List<String> broken) {}
