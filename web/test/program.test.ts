import { beforeEach, describe, expect, test } from 'vitest';
import { loadDraft } from '../src/drafts';
import * as program from '../src/program';

const file = (name: string, source = '') => ({ name, source });
const names = () => program.files.value.map((f) => f.name);
const scratch = { kind: 'scratch' } as const;
const snippet = (id: string) => ({ kind: 'snippet', id }) as const;

beforeEach(() => {
  localStorage.clear();
  program.openProgram(scratch, [file('main.java', 'void main() {}')]);
});

describe('files', () => {
  test.each(['main.txt', 'Main', '1a.java', 'a-b.java', 'a b.java', '../a.java', '.java', 'main.java'])(
    '%j is refused as a new name',
    (name) => expect(program.nameFault(name)).not.toBeNull(),
  );

  test.each(['A.java', '$_1.java', 'a9.java'])('%j is accepted', (name) => {
    expect(program.nameFault(name)).toBeNull();
  });

  test('a file may keep its own name when it is renamed', () => {
    expect(program.nameFault('main.java', 'main.java')).toBeNull();
  });

  test('there are at most twenty', () => {
    for (let i = 1; i < program.MAX_FILES; i++) program.addFile(`A${i}.java`);
    expect(names()).toHaveLength(20);
    expect(program.nameFault('B.java')).toMatch(/at most 20/);
  });

  test('deleting opens a neighbour, and can be undone', () => {
    program.addFile('A.java');
    program.edit('A.java', 'class A {}');
    program.addFile('B.java');
    program.openName.value = 'A.java';
    program.deleteFile('A.java');
    expect(names()).toEqual(['main.java', 'B.java']);
    expect(program.openName.value).toBe('B.java');
    program.undoDelete();
    expect(names()).toEqual(['main.java', 'A.java', 'B.java']);
    expect(program.files.value[1]?.source).toBe('class A {}');
  });

  test('the last one stays', () => {
    program.deleteFile('main.java');
    expect(names()).toEqual(['main.java']);
  });

  test('renaming keeps the file open', () => {
    program.renameFile('main.java', 'Pool.java');
    expect(program.openName.value).toBe('Pool.java');
  });
});

describe('drafts', () => {
  test('an edit survives leaving and coming back, each place by itself', () => {
    program.edit('main.java', 'mine');
    program.openProgram(snippet('abc'), [file('main.java', 'theirs')]);
    expect(program.files.value[0]?.source).toBe('theirs');
    program.edit('main.java', 'theirs, changed');
    program.openProgram(scratch, [file('main.java', 'hello')]);
    expect(program.files.value[0]?.source).toBe('mine');
    program.openProgram(snippet('abc'), [file('main.java', 'theirs')]);
    expect(program.files.value[0]?.source).toBe('theirs, changed');
    expect(program.isEdited.value).toBe(true);
  });

  test('what is as it was leaves no draft', () => {
    program.edit('main.java', 'x');
    program.edit('main.java', 'void main() {}');
    program.flushDraft();
    expect(loadDraft(scratch)).toBeNull();
  });

  test('going back to the original drops the draft', () => {
    program.edit('main.java', 'x');
    program.flushDraft();
    expect(loadDraft(scratch)).not.toBeNull();
    program.revert();
    program.flushDraft();
    expect(loadDraft(scratch)).toBeNull();
  });

  test('a shared program is its snippet, not a draft of one', () => {
    program.edit('main.java', 'shared');
    program.becomeSnippet('xyz');
    expect(program.isEdited.value).toBe(false);
    expect(loadDraft(snippet('xyz'))).toBeNull();
  });

  test('storage that holds nonsense is as if it were empty', () => {
    localStorage.setItem('goloom:draft:scratch', '{"files":"?"}');
    expect(loadDraft(scratch)).toBeNull();
    localStorage.setItem('goloom:draft:scratch', '{');
    expect(loadDraft(scratch)).toBeNull();
  });
});
