/** Which engine serves this page, and how it isolates programs. */
import { signal } from '@preact/signals';
import * as api from './api';

export const server = signal<api.Version | null>(null);

export async function loadVersion(): Promise<void> {
  try {
    server.value = await api.version();
  } catch {
    // The connection's own state says that the server is away.
  }
}
