/**
 * The one WebSocket to the server, opened again by itself when it is lost. Messages are never resent: a run
 * belongs to the connection that started it, and ends with it.
 */
import { signal } from '@preact/signals';
import { parseServerMessage, type ClientMessage, type ServerMessage } from './protocol';

export type Connection = 'connecting' | 'open' | 'offline';

const FIRST_RETRY_MILLIS = 400;
const LAST_RETRY_MILLIS = 10_000;
/** Closed on purpose: by policy, or because the server has too much to do. Trying at once again would not help. */
const REFUSALS: ReadonlySet<number> = new Set([1008, 1013]);

export interface SocketListener {
  message(message: ServerMessage): void;
  /** The connection that runs were started on is gone. */
  lost(): void;
}

export class Socket {
  readonly connection = signal<Connection>('connecting');
  /** Why the server refuses to talk, when it said so. */
  readonly refusal = signal<string>('');
  private socket: WebSocket | null = null;
  private waiting: ClientMessage[] = [];
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly address: string,
    private readonly listener: SocketListener,
  ) {}

  open(): void {
    clearTimeout(this.retry);
    if (this.socket) return;
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.onopen = () => {
      this.failures = 0;
      this.refusal.value = '';
      this.connection.value = 'open';
      for (const message of this.waiting.splice(0)) socket.send(JSON.stringify(message));
    };
    socket.onmessage = (event) => {
      const message = typeof event.data === 'string' ? parseServerMessage(event.data) : null;
      if (message) this.listener.message(message);
    };
    socket.onclose = (event) => this.closed(event);
  }

  /** Sends now, or as soon as the connection that is being made is open. */
  send(message: ClientMessage): void {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
      return;
    }
    this.waiting.push(message);
    this.open();
  }

  private closed(event: CloseEvent): void {
    const wasOpen = this.connection.value === 'open';
    this.socket = null;
    this.failures += 1;
    if (wasOpen || this.waiting.length > 0) this.listener.lost();
    this.waiting = [];
    if (REFUSALS.has(event.code)) {
      this.refusal.value = event.reason || 'The server closed the connection.';
      this.connection.value = 'offline';
      return;
    }
    // An idle connection that the server drops comes back unseen; only a failure to come back is "offline".
    this.connection.value = wasOpen ? 'connecting' : 'offline';
    this.retry = setTimeout(() => this.open(), retryMillis(this.failures));
  }
}

/** Doubles from the first to the last, with up to a third taken off so that a class does not return as one. */
export function retryMillis(failures: number, random: () => number = Math.random): number {
  const full = Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (1 - random() / 3));
}

export function socketAddress(location: Location): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/ws`;
}
