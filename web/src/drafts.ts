/** Unfinished work, one draft for each place it began at, kept across reloads. */
import { originKey, type Origin } from './place';
import { parseFiles, type SourceFile } from './protocol';
import { keys, recall, remember } from './storage';

/** The oldest go first: storage is finite, and a draft nobody returned to is the one to lose. */
const MAX_DRAFTS = 40;

export function loadDraft(origin: Origin): SourceFile[] | null {
  const stored = recall(keyOf(origin));
  if (stored === null) return null;
  try {
    const files = parseFiles((JSON.parse(stored) as { files?: unknown }).files);
    return files.length > 0 ? files : null;
  } catch {
    return null;
  }
}

export function saveDraft(origin: Origin, files: readonly SourceFile[]): void {
  remember(keyOf(origin), JSON.stringify({ savedAt: Date.now(), files }));
  const all = keys('draft:');
  if (all.length <= MAX_DRAFTS) return;
  const byAge = all.map((key) => ({ key, savedAt: savedAt(key) })).sort((a, b) => a.savedAt - b.savedAt);
  for (const { key } of byAge.slice(0, all.length - MAX_DRAFTS)) remember(key, null);
}

export function dropDraft(origin: Origin): void {
  remember(keyOf(origin), null);
}

function keyOf(origin: Origin): string {
  return `draft:${originKey(origin)}`;
}

function savedAt(key: string): number {
  try {
    return Number((JSON.parse(recall(key) ?? '{}') as { savedAt?: unknown }).savedAt) || 0;
  } catch {
    return 0;
  }
}
