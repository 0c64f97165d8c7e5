import type { ClientMessage } from '../src/protocol';

/** A server's end of the socket, in the test's hands. */
export class FakeSocket {
  static readonly OPEN = 1;
  static last: FakeSocket;
  static count = 0;
  readyState = 0;
  readonly sent: ClientMessage[] = [];
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number; reason: string }) => void;

  constructor() {
    FakeSocket.last = this;
    FakeSocket.count++;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  say(id: string, type: string, rest: object = {}): void {
    this.onmessage?.({ data: JSON.stringify({ type, id, ...rest }) });
  }

  drop(code: number, reason = ''): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}
