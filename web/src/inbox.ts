/** Events may come faster than the screen is drawn: they wait here and are taken in once a frame. */

/** A hidden page gets no animation frames, but its runs go on. */
const HIDDEN_FRAME_MILLIS = 200;

export class Inbox<T> {
  private waiting: T[] = [];
  private frame = 0;

  constructor(private readonly take: (events: readonly T[]) => void) {}

  put(event: T): void {
    this.waiting.push(event);
    this.frame ||= nextFrame(() => this.flush());
  }

  /** Takes in what waits, now. */
  flush(): void {
    this.frame = 0;
    const events = this.waiting;
    this.waiting = [];
    if (events.length > 0) this.take(events);
  }

  clear(): void {
    this.waiting = [];
  }
}

function nextFrame(callback: () => void): number {
  return document.hidden
    ? Number(setTimeout(callback, HIDDEN_FRAME_MILLIS))
    : requestAnimationFrame(callback);
}
