package goloom.instrument;

/**
 * The JDK's methods by what they do to the object they are called on. A class of these that is safe
 * for many threads ({@code ConcurrentHashMap} called as a {@code Map}) is told by the object
 * itself: to read is then to acquire, to write is to acquire and to release.
 */
final class SharingTable {

  private SharingTable() {}

  static final String ROWS =
      """
      java.lang.Iterable: read forEach
      java.lang.Iterable: view iterator spliterator
      java.util.Collection: read size isEmpty contains containsAll toArray
      java.util.Collection: view stream parallelStream
      java.util.Collection: write add remove addAll removeAll retainAll removeIf clear
      java.util.List: read get indexOf lastIndexOf getFirst getLast
      java.util.List: write set addFirst addLast removeFirst removeLast replaceAll sort
      java.util.List: view subList listIterator reversed
      java.util.ArrayList: write ensureCapacity trimToSize
      java.util.Queue: write offer poll
      java.util.Queue: read peek element
      java.util.Deque: write addFirst addLast offerFirst offerLast pollFirst pollLast push pop
      java.util.Deque: write removeFirst removeLast removeFirstOccurrence removeLastOccurrence
      java.util.Deque: read getFirst getLast peekFirst peekLast
      java.util.Deque: view descendingIterator reversed
      java.util.SortedSet: read first last
      java.util.SortedSet: view subSet headSet tailSet
      java.util.NavigableSet: read floor ceiling higher lower
      java.util.NavigableSet: write pollFirst pollLast
      java.util.NavigableSet: view descendingSet descendingIterator
      java.util.SequencedCollection: read getFirst getLast
      java.util.SequencedCollection: write addFirst addLast removeFirst removeLast
      java.util.SequencedCollection: view reversed
      java.util.Map: read get getOrDefault containsKey containsValue size isEmpty forEach
      java.util.Map: write put remove putAll clear putIfAbsent compute computeIfAbsent
      java.util.Map: write computeIfPresent merge replace replaceAll
      java.util.Map: view keySet values entrySet
      java.util.SequencedMap: read firstEntry lastEntry
      java.util.SequencedMap: write pollFirstEntry pollLastEntry putFirst putLast
      java.util.SequencedMap: view reversed sequencedKeySet sequencedValues sequencedEntrySet
      java.util.SortedMap: read firstKey lastKey
      java.util.SortedMap: view subMap headMap tailMap
      java.util.NavigableMap: read floorKey ceilingKey higherKey lowerKey
      java.util.NavigableMap: read floorEntry ceilingEntry higherEntry lowerEntry
      java.util.NavigableMap: view descendingMap navigableKeySet descendingKeySet
      java.util.Iterator: read hasNext next forEachRemaining
      java.util.Iterator: write remove
      java.util.ListIterator: read hasPrevious previous nextIndex previousIndex
      java.util.ListIterator: write set add
      java.util.BitSet: read get cardinality nextSetBit nextClearBit length isEmpty intersects
      java.util.BitSet: write set clear flip and or xor andNot
      java.lang.StringBuilder: write append insert delete deleteCharAt reverse setCharAt setLength
      java.lang.StringBuilder: write replace appendCodePoint
      java.lang.StringBuilder: read toString length charAt indexOf lastIndexOf substring isEmpty
      java.util.StringJoiner: write add setEmptyValue merge
      java.util.StringJoiner: read toString length

      java.util.Arrays: write fill sort setAll parallelSort parallelSetAll parallelPrefix
      java.util.Arrays: read copyOf copyOfRange stream equals hashCode toString binarySearch mismatch
      java.util.Arrays: read compare deepToString deepEquals deepHashCode
      java.lang.System: write arraycopy
      java.util.Collections: write sort shuffle reverse swap fill addAll rotate replaceAll
      java.util.Collections: read max min frequency binarySearch disjoint
      java.util.Collections: view unmodifiableList unmodifiableMap unmodifiableSet
      java.util.Collections: view unmodifiableCollection unmodifiableSortedMap unmodifiableSortedSet
      java.util.List: read copyOf
      java.util.Set: read copyOf
      java.util.Map: read copyOf

      java.util.concurrent.locks.Lock: lock lock lockInterruptibly
      java.util.concurrent.locks.Lock: trylock tryLock
      java.util.concurrent.locks.Lock: unlock unlock
      java.util.concurrent.locks.Lock: view newCondition
      java.util.concurrent.locks.ReadWriteLock: view readLock writeLock
      java.util.concurrent.locks.Condition: both await awaitUninterruptibly awaitNanos awaitUntil
      java.util.concurrent.locks.StampedLock: lock writeLock writeLockInterruptibly readLock
      java.util.concurrent.locks.StampedLock: lock readLockInterruptibly
      java.util.concurrent.locks.StampedLock: trylock tryWriteLock tryReadLock
      java.util.concurrent.locks.StampedLock: acquire tryOptimisticRead validate
      java.util.concurrent.locks.StampedLock: both tryConvertToWriteLock tryConvertToReadLock
      java.util.concurrent.locks.StampedLock: unlock unlockWrite unlockRead unlock
      java.util.concurrent.locks.StampedLock: view asReadLock asWriteLock asReadWriteLock
      java.util.concurrent.CountDownLatch: release countDown
      java.util.concurrent.CountDownLatch: acquire await getCount
      java.util.concurrent.CyclicBarrier: barrier await
      java.util.concurrent.Phaser: both arriveAndAwaitAdvance awaitAdvance
      java.util.concurrent.Phaser: both awaitAdvanceInterruptibly
      java.util.concurrent.Phaser: release arrive arriveAndDeregister register bulkRegister
      java.util.concurrent.Phaser: acquire getPhase isTerminated getArrivedParties
      java.util.concurrent.Semaphore: acquire acquire acquireUninterruptibly drainPermits
      java.util.concurrent.Semaphore: acquire availablePermits
      java.util.concurrent.Semaphore: try tryAcquire
      java.util.concurrent.Semaphore: release release
      java.util.concurrent.Exchanger: both exchange
      java.util.concurrent.BlockingQueue: write put take drainTo
      java.util.concurrent.BlockingDeque: write putFirst putLast takeFirst takeLast
      java.util.concurrent.TransferQueue: write transfer tryTransfer
      java.util.concurrent.CompletionService: submit submit
      java.util.concurrent.CompletionService: acquire take poll
      java.util.concurrent.SubmissionPublisher: submit subscribe
      java.util.concurrent.SubmissionPublisher: both submit offer close
      java.util.concurrent.Future: acquire get resultNow exceptionNow isDone state isCancelled
      java.util.concurrent.Future: both cancel
      java.util.concurrent.ForkJoinTask: acquire join invoke quietlyJoin quietlyInvoke
      java.util.concurrent.ForkJoinTask: acquire isCompletedNormally isCompletedAbnormally
      java.util.concurrent.ForkJoinTask: acquire getRawResult getException
      java.util.concurrent.ForkJoinTask: release complete completeExceptionally
      java.util.concurrent.CompletableFuture: acquire join getNow isCompletedExceptionally
      java.util.concurrent.CompletableFuture: both complete completeExceptionally
      java.util.concurrent.CompletableFuture: both obtrudeValue obtrudeException
      java.util.concurrent.CompletionStage: stage thenApply thenApplyAsync thenAccept
      java.util.concurrent.CompletionStage: stage thenAcceptAsync thenRun thenRunAsync thenCombine
      java.util.concurrent.CompletionStage: stage thenCombineAsync thenAcceptBoth
      java.util.concurrent.CompletionStage: stage thenAcceptBothAsync runAfterBoth
      java.util.concurrent.CompletionStage: stage runAfterBothAsync applyToEither
      java.util.concurrent.CompletionStage: stage applyToEitherAsync acceptEither
      java.util.concurrent.CompletionStage: stage acceptEitherAsync runAfterEither
      java.util.concurrent.CompletionStage: stage runAfterEitherAsync thenCompose
      java.util.concurrent.CompletionStage: stage thenComposeAsync handle handleAsync
      java.util.concurrent.CompletionStage: stage whenComplete whenCompleteAsync exceptionally
      java.util.concurrent.CompletionStage: stage exceptionallyAsync exceptionallyCompose
      java.util.concurrent.CompletionStage: stage exceptionallyComposeAsync toCompletableFuture
      java.util.concurrent.CompletableFuture: stage supplyAsync runAsync completeAsync allOf anyOf
      java.util.concurrent.CompletableFuture: stage copy minimalCompletionStage orTimeout
      java.util.concurrent.CompletableFuture: stage completeOnTimeout
      java.util.concurrent.ExecutorService: acquire awaitTermination isTerminated invokeAll
      java.util.concurrent.ExecutorService: acquire invokeAny close
      java.util.concurrent.ForkJoinPool: acquire invoke awaitQuiescence

      java.util.concurrent.atomic.AtomicInteger: acquire get getAcquire intValue longValue
      java.util.concurrent.atomic.AtomicInteger: acquire doubleValue
      java.util.concurrent.atomic.AtomicInteger: release set lazySet setRelease
      java.util.concurrent.atomic.AtomicInteger: both getAndSet getAndIncrement getAndDecrement
      java.util.concurrent.atomic.AtomicInteger: both getAndAdd incrementAndGet decrementAndGet
      java.util.concurrent.atomic.AtomicInteger: both addAndGet getAndUpdate updateAndGet
      java.util.concurrent.atomic.AtomicInteger: both getAndAccumulate accumulateAndGet
      java.util.concurrent.atomic.AtomicInteger: both compareAndExchange
      java.util.concurrent.atomic.AtomicInteger: cas compareAndSet weakCompareAndSetVolatile
      java.util.concurrent.atomic.AtomicInteger: acquire compareAndExchangeAcquire
      java.util.concurrent.atomic.AtomicInteger: acquire weakCompareAndSetAcquire
      java.util.concurrent.atomic.AtomicInteger: release compareAndExchangeRelease
      java.util.concurrent.atomic.AtomicInteger: release weakCompareAndSetRelease
      java.util.concurrent.atomic.AtomicLong: acquire get getAcquire intValue longValue
      java.util.concurrent.atomic.AtomicLong: acquire doubleValue
      java.util.concurrent.atomic.AtomicLong: release set lazySet setRelease
      java.util.concurrent.atomic.AtomicLong: both getAndSet getAndIncrement getAndDecrement
      java.util.concurrent.atomic.AtomicLong: both getAndAdd incrementAndGet decrementAndGet
      java.util.concurrent.atomic.AtomicLong: both addAndGet getAndUpdate updateAndGet
      java.util.concurrent.atomic.AtomicLong: both getAndAccumulate accumulateAndGet
      java.util.concurrent.atomic.AtomicLong: both compareAndExchange
      java.util.concurrent.atomic.AtomicLong: cas compareAndSet weakCompareAndSetVolatile
      java.util.concurrent.atomic.AtomicLong: acquire compareAndExchangeAcquire
      java.util.concurrent.atomic.AtomicLong: acquire weakCompareAndSetAcquire
      java.util.concurrent.atomic.AtomicLong: release compareAndExchangeRelease
      java.util.concurrent.atomic.AtomicLong: release weakCompareAndSetRelease
      java.util.concurrent.atomic.AtomicBoolean: acquire get getAcquire
      java.util.concurrent.atomic.AtomicBoolean: release set lazySet setRelease
      java.util.concurrent.atomic.AtomicBoolean: both getAndSet compareAndExchange
      java.util.concurrent.atomic.AtomicBoolean: cas compareAndSet weakCompareAndSetVolatile
      java.util.concurrent.atomic.AtomicBoolean: acquire compareAndExchangeAcquire
      java.util.concurrent.atomic.AtomicBoolean: acquire weakCompareAndSetAcquire
      java.util.concurrent.atomic.AtomicBoolean: release compareAndExchangeRelease
      java.util.concurrent.atomic.AtomicBoolean: release weakCompareAndSetRelease
      java.util.concurrent.atomic.AtomicReference: acquire get getAcquire
      java.util.concurrent.atomic.AtomicReference: release set lazySet setRelease
      java.util.concurrent.atomic.AtomicReference: both getAndSet getAndUpdate updateAndGet
      java.util.concurrent.atomic.AtomicReference: both getAndAccumulate accumulateAndGet
      java.util.concurrent.atomic.AtomicReference: both compareAndExchange
      java.util.concurrent.atomic.AtomicReference: cas compareAndSet weakCompareAndSetVolatile
      java.util.concurrent.atomic.AtomicReference: acquire compareAndExchangeAcquire
      java.util.concurrent.atomic.AtomicReference: acquire weakCompareAndSetAcquire
      java.util.concurrent.atomic.AtomicReference: release compareAndExchangeRelease
      java.util.concurrent.atomic.AtomicReference: release weakCompareAndSetRelease
      java.util.concurrent.atomic.AtomicIntegerArray: acquire get getAcquire
      java.util.concurrent.atomic.AtomicIntegerArray: release set lazySet setRelease
      java.util.concurrent.atomic.AtomicIntegerArray: both getAndSet getAndIncrement
      java.util.concurrent.atomic.AtomicIntegerArray: both getAndDecrement getAndAdd addAndGet
      java.util.concurrent.atomic.AtomicIntegerArray: both incrementAndGet decrementAndGet
      java.util.concurrent.atomic.AtomicIntegerArray: both getAndUpdate updateAndGet
      java.util.concurrent.atomic.AtomicIntegerArray: both getAndAccumulate accumulateAndGet
      java.util.concurrent.atomic.AtomicIntegerArray: cas compareAndSet
      java.util.concurrent.atomic.AtomicLongArray: acquire get getAcquire
      java.util.concurrent.atomic.AtomicLongArray: release set lazySet setRelease
      java.util.concurrent.atomic.AtomicLongArray: both getAndSet getAndIncrement
      java.util.concurrent.atomic.AtomicLongArray: both getAndDecrement getAndAdd addAndGet
      java.util.concurrent.atomic.AtomicLongArray: both incrementAndGet decrementAndGet
      java.util.concurrent.atomic.AtomicLongArray: both getAndUpdate updateAndGet
      java.util.concurrent.atomic.AtomicLongArray: both getAndAccumulate accumulateAndGet
      java.util.concurrent.atomic.AtomicLongArray: cas compareAndSet
      java.util.concurrent.atomic.AtomicReferenceArray: acquire get getAcquire
      java.util.concurrent.atomic.AtomicReferenceArray: release set lazySet setRelease
      java.util.concurrent.atomic.AtomicReferenceArray: both getAndSet getAndUpdate updateAndGet
      java.util.concurrent.atomic.AtomicReferenceArray: both getAndAccumulate accumulateAndGet
      java.util.concurrent.atomic.AtomicReferenceArray: cas compareAndSet
      java.util.concurrent.atomic.AtomicStampedReference: acquire get getReference getStamp
      java.util.concurrent.atomic.AtomicStampedReference: release set
      java.util.concurrent.atomic.AtomicStampedReference: cas compareAndSet attemptStamp
      java.util.concurrent.atomic.AtomicMarkableReference: acquire get getReference isMarked
      java.util.concurrent.atomic.AtomicMarkableReference: release set
      java.util.concurrent.atomic.AtomicMarkableReference: cas compareAndSet attemptMark
      java.util.concurrent.atomic.LongAdder: both add increment decrement sumThenReset reset
      java.util.concurrent.atomic.LongAdder: acquire sum intValue longValue
      java.util.concurrent.atomic.LongAccumulator: both accumulate getThenReset reset
      java.util.concurrent.atomic.LongAccumulator: acquire get intValue longValue
      java.util.concurrent.atomic.DoubleAdder: both add sumThenReset reset
      java.util.concurrent.atomic.DoubleAdder: acquire sum doubleValue
      java.util.concurrent.atomic.DoubleAccumulator: both accumulate getThenReset reset
      java.util.concurrent.atomic.DoubleAccumulator: acquire get doubleValue
      java.util.concurrent.atomic.AtomicIntegerFieldUpdater: acquireread get
      java.util.concurrent.atomic.AtomicIntegerFieldUpdater: releasewrite set lazySet
      java.util.concurrent.atomic.AtomicIntegerFieldUpdater: bothwrite getAndSet getAndUpdate updateAndGet
      java.util.concurrent.atomic.AtomicIntegerFieldUpdater: bothwrite getAndAccumulate accumulateAndGet
      java.util.concurrent.atomic.AtomicIntegerFieldUpdater: bothwrite getAndIncrement getAndDecrement getAndAdd
      java.util.concurrent.atomic.AtomicIntegerFieldUpdater: bothwrite incrementAndGet addAndGet decrementAndGet
      java.util.concurrent.atomic.AtomicIntegerFieldUpdater: caswrite compareAndSet weakCompareAndSet
      java.util.concurrent.atomic.AtomicIntegerFieldUpdater: handle newUpdater
      java.util.concurrent.atomic.AtomicLongFieldUpdater: acquireread get
      java.util.concurrent.atomic.AtomicLongFieldUpdater: releasewrite set lazySet
      java.util.concurrent.atomic.AtomicLongFieldUpdater: bothwrite getAndSet getAndUpdate updateAndGet
      java.util.concurrent.atomic.AtomicLongFieldUpdater: bothwrite getAndAccumulate accumulateAndGet
      java.util.concurrent.atomic.AtomicLongFieldUpdater: bothwrite getAndIncrement getAndDecrement getAndAdd
      java.util.concurrent.atomic.AtomicLongFieldUpdater: bothwrite incrementAndGet addAndGet decrementAndGet
      java.util.concurrent.atomic.AtomicLongFieldUpdater: caswrite compareAndSet weakCompareAndSet
      java.util.concurrent.atomic.AtomicLongFieldUpdater: handle newUpdater
      java.util.concurrent.atomic.AtomicReferenceFieldUpdater: acquireread get
      java.util.concurrent.atomic.AtomicReferenceFieldUpdater: releasewrite set lazySet
      java.util.concurrent.atomic.AtomicReferenceFieldUpdater: bothwrite getAndSet getAndUpdate updateAndGet
      java.util.concurrent.atomic.AtomicReferenceFieldUpdater: bothwrite getAndAccumulate accumulateAndGet
      java.util.concurrent.atomic.AtomicReferenceFieldUpdater: caswrite compareAndSet weakCompareAndSet
      java.util.concurrent.atomic.AtomicReferenceFieldUpdater: handle newUpdater
      java.lang.invoke.VarHandle: read get
      java.lang.invoke.VarHandle: write set
      java.lang.invoke.VarHandle: atomicread getOpaque
      java.lang.invoke.VarHandle: atomicwrite setOpaque
      java.lang.invoke.VarHandle: acquireread getVolatile getAcquire
      java.lang.invoke.VarHandle: releasewrite setVolatile setRelease
      java.lang.invoke.VarHandle: bothwrite getAndSet getAndAdd compareAndExchange
      java.lang.invoke.VarHandle: bothwrite getAndBitwiseOr getAndBitwiseAnd getAndBitwiseXor
      java.lang.invoke.VarHandle: acquirewrite getAndSetAcquire getAndAddAcquire
      java.lang.invoke.VarHandle: acquirewrite compareAndExchangeAcquire weakCompareAndSetAcquire
      java.lang.invoke.VarHandle: releasewrite getAndSetRelease getAndAddRelease
      java.lang.invoke.VarHandle: releasewrite compareAndExchangeRelease weakCompareAndSetRelease
      java.lang.invoke.VarHandle: caswrite compareAndSet weakCompareAndSet
      java.lang.invoke.VarHandle: atomicwrite weakCompareAndSetPlain
      java.lang.invoke.MethodHandles$Lookup: handle findVarHandle findStaticVarHandle
      java.lang.invoke.MethodHandles: handle arrayElementVarHandle
      java.lang.Thread: release interrupt
      java.lang.Thread: acquire isInterrupted
      """;
}
