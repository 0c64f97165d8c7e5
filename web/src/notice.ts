/** A passing remark about something the reader just did. */
import { signal } from '@preact/signals';

const SHOWN_MILLIS = 6_000;

export const notice = signal('');

let timer: ReturnType<typeof setTimeout> | undefined;

export function notify(text: string): void {
  clearTimeout(timer);
  notice.value = text;
  timer = setTimeout(() => (notice.value = ''), SHOWN_MILLIS);
}
