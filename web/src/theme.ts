/** Light or dark: the system's, until the reader chooses. public/theme.js applies it before the first paint. */
import { effect, signal } from '@preact/signals';
import { recall, remember } from './storage';

export type Theme = 'system' | 'light' | 'dark';

const stored = recall('theme');

export const theme = signal<Theme>(stored === 'light' || stored === 'dark' ? stored : 'system');

const systemDark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null;

/** To the opposite of what is seen; and back to the system's when that is the same. */
export function toggleTheme(): void {
  const seen = theme.value === 'system' ? (systemDark?.matches ? 'dark' : 'light') : theme.value;
  const wanted = seen === 'dark' ? 'light' : 'dark';
  const system = systemDark?.matches ? 'dark' : 'light';
  theme.value = wanted === system ? 'system' : wanted;
}

export function applyTheme(): void {
  effect(() => {
    const root = document.documentElement;
    if (theme.value === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme.value;
    remember('theme', theme.value === 'system' ? null : theme.value);
  });
}
