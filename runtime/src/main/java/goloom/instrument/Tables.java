package goloom.instrument;

import java.util.List;

/** What of the JDK is governed, and by which hook class: one table a concern. */
final class Tables {

  private Tables() {}

  private static final String ENDING =
      """
      java.lang.System: exit                                      -> Endings
      java.lang.Runtime: exit halt                                -> Endings
      java.lang.Runtime: addShutdownHook removeShutdownHook       -> Endings
      """;

  private static final String TIME =
      """
      java.lang.System: currentTimeMillis nanoTime                -> Clocks
      java.time.Clock: systemUTC systemDefaultZone system         -> Clocks
      java.time.Clock: tickMillis tickSeconds tickMinutes         -> Clocks
      java.time.InstantSource: system=instantSource               -> Clocks
      java.time.Instant: now=instant                              -> Clocks
      java.time.LocalDate: now=localDate                          -> Clocks
      java.time.LocalTime: now=localTime                          -> Clocks
      java.time.LocalDateTime: now=localDateTime                  -> Clocks
      java.time.ZonedDateTime: now=zonedDateTime                  -> Clocks
      java.time.OffsetDateTime: now=offsetDateTime                -> Clocks
      java.time.OffsetTime: now=offsetTime                        -> Clocks
      java.time.Year: now=year                                    -> Clocks
      java.time.YearMonth: now=yearMonth                          -> Clocks
      java.time.MonthDay: now=monthDay                            -> Clocks
      java.util.Calendar: getInstance                             -> Clocks
      """;

  private static final String SLEEP =
      """
      java.lang.Thread: sleep yield onSpinWait                    -> Sleeps
      java.util.concurrent.TimeUnit: sleep                        -> Sleeps
      """;

  private static final String RANDOMNESS =
      """
      java.lang.Math: random                                      -> Randoms
      java.lang.StrictMath: random                                -> Randoms
      java.util.Collections: shuffle                              -> Randoms
      java.util.UUID: randomUUID                                  -> Randoms
      java.util.concurrent.ThreadLocalRandom: current             -> Randoms
      java.util.concurrent.ThreadLocalRandom: nextBoolean nextBytes nextInt         -> LocalRandoms
      java.util.concurrent.ThreadLocalRandom: nextLong nextFloat nextDouble         -> LocalRandoms
      java.util.concurrent.ThreadLocalRandom: nextGaussian nextExponential ints     -> LocalRandoms
      java.util.concurrent.ThreadLocalRandom: longs doubles                         -> LocalRandoms
      java.util.random.RandomGenerator: getDefault of             -> Randoms
      java.util.random.RandomGeneratorFactory: create             -> Randoms
      java.security.SecureRandom: getInstance getInstanceStrong   -> Randoms
      """;

  private static final String IDENTITY =
      """
      java.lang.System: identityHashCode                          -> Identities
      java.lang.Object: hashCode toString getClass                -> Identities
      java.util.Objects: hashCode=hashCodeOrZero toIdentityString           -> Identities
      """;

  private static final String ORDER =
      """
      java.util.Set: of copyOf                                    -> UnmodifiableSets
      java.util.stream.Collectors: toUnmodifiableSet              -> UnmodifiableSets
      java.util.Map: of ofEntries copyOf                          -> UnmodifiableMaps
      java.util.stream.Collectors: toUnmodifiableMap              -> UnmodifiableMaps
      """;

  private static final String TEXTS =
      """
      java.lang.String: valueOf                                   -> Texts
      java.lang.StringBuilder: append                             -> Texts
      java.lang.IO: print println                                 -> Texts
      java.io.PrintStream: print println                          -> Texts
      java.util.Objects: toString                                 -> Texts
      java.lang.Throwable: printStackTrace getStackTrace          -> StackTraces
      """;

  private static final String MONITORS =
      """
      java.lang.Object: wait notify notifyAll                     -> Monitors
      java.lang.Thread: holdsLock                                 -> Monitors
      java.util.Collections: synchronizedCollection               -> SynchronizedViews
      java.util.Collections: synchronizedList synchronizedSet     -> SynchronizedViews
      java.util.Collections: synchronizedSortedSet                -> SynchronizedViews
      java.util.Collections: synchronizedNavigableSet             -> SynchronizedViews
      java.util.Collections: synchronizedMap                      -> SynchronizedViews
      java.util.Collections: synchronizedSortedMap                -> SynchronizedViews
      java.util.Collections: synchronizedNavigableMap             -> SynchronizedViews
      """;

  private static final String THREADS =
      """
      java.lang.Thread: startVirtualThread ofPlatform                               -> Threads
      java.lang.Thread: currentThread join isAlive isVirtual interrupted            -> Threads
      java.lang.Thread: threadId getId getState toString                            -> Threads
      java.lang.Thread$Builder: start unstarted factory                             -> Threads
      java.util.concurrent.locks.LockSupport: park unpark                           -> Threads
      java.util.concurrent.Executors: defaultThreadFactory                          -> Threads
      java.util.concurrent.Executors: newFixedThreadPool newSingleThreadExecutor    -> Pools
      java.util.concurrent.Executors: newCachedThreadPool newWorkStealingPool       -> Pools
      java.util.concurrent.Executors: newVirtualThreadPerTaskExecutor               -> Pools
      java.util.concurrent.Executors: newThreadPerTaskExecutor                      -> Pools
      java.util.concurrent.Executors: newScheduledThreadPool                        -> Pools
      java.util.concurrent.Executors: newSingleThreadScheduledExecutor              -> Pools
      java.util.concurrent.ForkJoinPool: commonPool getCommonPoolParallelism        -> ForkJoins
      java.util.concurrent.ForkJoinTask: fork invokeAll                             -> ForkJoins
      java.util.concurrent.CountedCompleter: tryComplete propagateCompletion        -> ForkJoins
      java.util.stream.BaseStream: parallel                                         -> ForkJoins
      java.util.stream.IntStream: parallel                                          -> ForkJoins
      java.util.stream.LongStream: parallel                                         -> ForkJoins
      java.util.stream.DoubleStream: parallel                                       -> ForkJoins
      java.util.Collection: parallelStream                                          -> ForkJoins
      java.util.Arrays: parallelSort parallelPrefix                                 -> ForkJoins
      java.util.Arrays: parallelSort=sort parallelSetAll=setAll                     -> java.util.Arrays
      """;

  private static final String TIMED_WAITS =
      """
      java.util.concurrent.BlockingQueue: poll offer                                -> TimedWaits
      java.util.concurrent.BlockingDeque: pollFirst pollLast offerFirst offerLast   -> TimedWaits
      java.util.concurrent.TransferQueue: tryTransfer                               -> TimedWaits
      java.util.concurrent.CompletionService: poll                                  -> TimedWaits
      java.util.concurrent.locks.Lock: tryLock                                      -> TimedWaits
      java.util.concurrent.locks.Condition: await awaitNanos awaitUntil             -> TimedWaits
      java.util.concurrent.locks.StampedLock: tryReadLock tryWriteLock              -> TimedWaits
      java.util.concurrent.locks.LockSupport: parkNanos parkUntil                   -> TimedWaits
      java.util.concurrent.CountDownLatch: await                                    -> TimedWaits
      java.util.concurrent.CyclicBarrier: await                                     -> TimedWaits
      java.util.concurrent.Phaser: awaitAdvanceInterruptibly                        -> TimedWaits
      java.util.concurrent.Semaphore: tryAcquire                                    -> TimedWaits
      java.util.concurrent.Exchanger: exchange                                      -> TimedWaits
      java.util.concurrent.Future: get                                              -> TimedWaits
      java.util.concurrent.ExecutorService: invokeAll invokeAny                     -> TimedWaits
      java.util.concurrent.TimeUnit: timedJoin timedWait                            -> TimedWaits
      java.lang.Thread: join                                                        -> TimedWaits
      java.util.concurrent.CompletableFuture: orTimeout completeOnTimeout delayedExecutor-> Timeouts
      """;

  private static final String MACHINE =
      """
      java.util.logging.Logger: getLogger getGlobal getAnonymousLogger              -> Loggers
      java.lang.Runtime: availableProcessors                      -> Machine
      java.lang.Runtime: freeMemory totalMemory maxMemory         -> Machine
      java.lang.invoke.MethodHandles$Lookup: defineClass          -> Definitions
      java.lang.invoke.MethodHandles$Lookup: defineHiddenClass    -> Definitions
      java.lang.invoke.MethodHandles$Lookup: defineHiddenClassWithClassData -> Definitions
      """;

  /**
   * Constructors without parameters that get one, and the factory that stands for a reference to
   * them.
   */
  static final String EXTRA_ARGUMENTS =
      """
      java.util.Random:          J -> Randoms seed newRandom
      java.util.SplittableRandom: J -> Randoms seed newSplittableRandom
      java.util.Date:            J -> Clocks  currentTimeMillis newDate
      """;

  /** Classes of ours that are made, and extended, instead of the JDK's; Object is only made. */
  static final String STAND_INS =
      """
      java.lang.Object           -> PlainObject
      java.security.SecureRandom -> SeededSecureRandom
      java.lang.Thread           -> GoThread
      java.util.Timer            -> GoTimer
      java.util.TimerTask        -> GoTimer$Task
      java.util.concurrent.FutureTask                  -> GoFutureTask
      java.util.concurrent.ThreadPoolExecutor          -> GoThreadPool
      java.util.concurrent.ScheduledThreadPoolExecutor -> GoScheduledPool
      java.util.concurrent.ForkJoinPool                -> GoForkJoinPool
      java.util.concurrent.ArrayBlockingQueue          -> Queues$Array
      java.util.concurrent.DelayQueue                  -> Queues$Delaying
      java.util.concurrent.LinkedBlockingDeque         -> Queues$LinkedDeque
      java.util.concurrent.LinkedBlockingQueue         -> Queues$Linked
      java.util.concurrent.PriorityBlockingQueue       -> Queues$Priority
      java.util.concurrent.SynchronousQueue            -> Queues$Synchronous
      """;

  /**
   * Methods of the JDK's that run the program's code while they hold a lock that isn't a
   * goroutine's.
   */
  static final String CODE_UNDER_LOCK =
      """
      java.util.concurrent.ConcurrentHashMap: compute computeIfAbsent computeIfPresent merge
      java.util.concurrent.ConcurrentHashMap: put putIfAbsent putAll remove replace
      java.util.concurrent.ConcurrentHashMap$KeySetView: add addAll remove
      java.util.concurrent.CopyOnWriteArrayList: addIfAbsent addAllAbsent remove removeAll removeIf
      java.util.concurrent.CopyOnWriteArrayList: replaceAll retainAll sort
      java.util.concurrent.CopyOnWriteArraySet: add addAll remove removeAll removeIf retainAll
      """;

  /** Calls that go to the operating system and may wait there. */
  static final String BLOCKING =
      """
      java.nio.file.Files: copy delete exists list move newBufferedReader newBufferedWriter size
      java.nio.file.Files: readAllBytes readAllLines readString walk write writeString
      java.io.FileInputStream: read readAllBytes readNBytes
      java.io.FileOutputStream: write
      java.io.RandomAccessFile: read readFully write
      java.nio.channels.FileChannel: read write force
      """;

  /**
   * What a program may not do, in either scheduler; the box that it runs in is the wall behind
   * this.
   */
  static final String REFUSED =
      """
      java.lang.Process: *
      java.lang.ProcessBuilder: start startPipeline
      java.lang.ProcessHandle: *
      java.lang.Runtime: exec load loadLibrary
      java.lang.System: load loadLibrary
      java.lang.foreign.Linker: *
      java.lang.foreign.SymbolLookup: *
      java.lang.invoke.MethodHandles: privateLookupIn
      sun.misc.Unsafe: *
      """;

  /** What can't be governed: {@code *} is every method and constructor. */
  static final String UNCONTROLLED =
      """
      java.lang.Thread: getAllStackTraces
      java.lang.ref.Cleaner: *
      java.lang.ref.PhantomReference: *
      java.lang.ref.ReferenceQueue: *
      java.lang.ref.SoftReference: *
      java.lang.ref.WeakReference: *
      java.net.DatagramSocket: *
      java.net.InetAddress: *
      java.net.NetworkInterface: *
      java.net.ServerSocket: *
      java.net.Socket: *
      java.net.URL: openConnection openStream
      java.net.URLConnection: *
      java.net.http.HttpClient: *
      java.nio.channels.AsynchronousChannel: *
      java.nio.channels.NetworkChannel: *
      java.nio.channels.Pipe: *
      java.nio.channels.Selector: *
      java.nio.file.WatchService: *
      java.util.GregorianCalendar: <init>
      java.util.IdentityHashMap: <init>
      java.util.WeakHashMap: <init>
      java.util.concurrent.SubmissionPublisher: *
      """;

  static final List<String> SUBSTITUTIONS =
      List.of(
          ENDING,
          TIME,
          SLEEP,
          RANDOMNESS,
          IDENTITY,
          ORDER,
          TEXTS,
          MONITORS,
          THREADS,
          TIMED_WAITS,
          MACHINE);
}
