package goloom.scheduler;

/** Why a goroutine waits, in the words of Go's {@code src/runtime/runtime2.go}. */
public enum WaitReason {
  CHAN_RECEIVE("chan receive"),
  CHAN_SEND("chan send"),
  CHAN_RECEIVE_NIL("chan receive (nil chan)"),
  CHAN_SEND_NIL("chan send (nil chan)"),
  SELECT("select"),
  SELECT_NO_CASES("select (no cases)"),
  MUTEX_LOCK("sync.Mutex.Lock"),
  RW_MUTEX_LOCK("sync.RWMutex.Lock"),
  RW_MUTEX_R_LOCK("sync.RWMutex.RLock"),
  WAIT_GROUP_WAIT("sync.WaitGroup.Wait"),
  COND_WAIT("sync.Cond.Wait"),
  SLEEP("sleep"),
  IO_WAIT("IO wait"),
  SYSCALL("syscall"),
  SYNCHRONIZED("synchronized"),
  OBJECT_WAIT("Object.wait"),
  /** Parked by code of the JDK; the report names the method, read off the stack. */
  JAVA("waiting");

  private final String text;

  WaitReason(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
