/** The page's one line to the server: who asked, and gets the answers that repeat their id. */
import type { ClientMessage, ServerMessage } from './protocol';
import { Socket, socketAddress } from './socket';

export type Body = ServerMessage['body'];

export interface Asker {
  message(body: Body): void;
  /** The line is gone, and with it whatever was asked. */
  lost(): void;
}

type Question = ClientMessage extends infer M ? (M extends { id: string } ? Omit<M, 'id'> : never) : never;

const askers = new Map<string, Asker>();
let asked = 0;

export const socket = new Socket(socketAddress(location), {
  message({ id, body }) {
    // A refusal without an id is of a message that could not be read: anybody's.
    if (id === '' && body.type === 'problem') for (const asker of [...askers.values()]) asker.message(body);
    else askers.get(id)?.message(body);
  },
  lost() {
    for (const asker of [...askers.values()]) asker.lost();
  },
});

/** Asks, and gives the id under which the answers go to `asker` until they are let go. */
export function ask(question: Question, asker: Asker): string {
  const id = `${question.type[0]}${++asked}`;
  askers.set(id, asker);
  socket.send({ ...question, id } as ClientMessage);
  return id;
}

/** Nobody listens to the answers under this id any more. */
export function letGo(id: string): void {
  askers.delete(id);
}
