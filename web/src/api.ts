/** The calls that answer once. Whatever fails becomes an {@link ApiError} with a sentence in it. */
import {
  parseDiagnostics,
  parseFiles,
  parseProblem,
  type Diagnostic,
  type Problem,
  type SourceFile,
} from './protocol';

export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ApiError';
  }
}

export interface Version {
  readonly engine: string;
  readonly isolation: string;
}

export interface Example {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly topic: string;
  readonly files: readonly SourceFile[];
}

export interface Completions {
  /** Where the completed text begins: an offset in the file. */
  readonly anchor: number;
  readonly items: readonly { readonly label: string; readonly detail: string }[];
}

export async function version(): Promise<Version> {
  const json = await call('/api/v1/version');
  return { engine: String(json['engine'] ?? ''), isolation: String(json['isolation'] ?? '') };
}

/** How many bytes of a program's output are kept from its beginning. */
export async function outputHeadBytes(): Promise<number> {
  return Number((await call('/api/v1/limits'))['outputHeadBytes']);
}

export async function examples(): Promise<Example[]> {
  const json: unknown = await call('/api/v1/examples');
  const items = Array.isArray(json) ? json : [];
  return items.map((item: Record<string, unknown>) => ({
    id: String(item['id'] ?? ''),
    title: String(item['title'] ?? ''),
    summary: String(item['summary'] ?? ''),
    topic: String(item['topic'] ?? ''),
    files: parseFiles(item['files']),
  }));
}

export async function check(files: readonly SourceFile[], signal: AbortSignal): Promise<Diagnostic[]> {
  return parseDiagnostics((await post('/api/v1/check', { files }, signal))['diagnostics']);
}

/** The formatted files; or none, and what keeps them from being formatted. */
export async function format(
  files: readonly SourceFile[],
): Promise<{ files: SourceFile[]; diagnostics: Diagnostic[] }> {
  const json = await post('/api/v1/format', { files });
  return { files: parseFiles(json['files']), diagnostics: parseDiagnostics(json['diagnostics']) };
}

export async function complete(
  files: readonly SourceFile[],
  file: string,
  offset: number,
  signal: AbortSignal,
): Promise<Completions> {
  const json = await post('/api/v1/complete', { files, file, offset }, signal);
  const items = Array.isArray(json['items']) ? json['items'] : [];
  return {
    anchor: typeof json['anchor'] === 'number' ? json['anchor'] : offset,
    items: items
      .filter((item) => typeof item?.label === 'string')
      .map((item) => ({ label: item.label, detail: typeof item.detail === 'string' ? item.detail : '' })),
  };
}

/** Keeps the files; answers the snippet's id. */
export async function share(files: readonly SourceFile[]): Promise<string> {
  return String((await post('/api/v1/snippets', { files }))['id'] ?? '');
}

export async function snippet(id: string): Promise<SourceFile[]> {
  return parseFiles((await call(`/api/v1/snippets/${encodeURIComponent(id)}`))['files']);
}

function post(path: string, body: unknown, signal?: AbortSignal): Promise<Record<string, unknown>> {
  return call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

async function call(path: string, init?: RequestInit): Promise<Record<string, unknown>> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw new ApiError({ title: 'The server cannot be reached', detail: '', status: 0 });
  }
  const json: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const problem = parseProblem(json);
    throw new ApiError({
      ...problem,
      title: json ? problem.title : `The server answered ${response.status}`,
      status: response.status,
    });
  }
  return (json ?? {}) as Record<string, unknown>;
}
