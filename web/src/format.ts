/** The Format button. */
import * as api from './api';
import { diagnostics } from './check';
import { notify } from './notice';
import * as program from './program';

export async function format(): Promise<void> {
  const files = program.files.peek();
  try {
    const answer = await api.format(files);
    // What was typed meanwhile is worth more than its old text formatted.
    if (program.files.peek() !== files) return;
    if (answer.files.length > 0) {
      if (program.sameFiles(answer.files, files)) notify('Already formatted.');
      else program.rewrite(answer.files);
      return;
    }
    diagnostics.value = answer.diagnostics;
    const first = answer.diagnostics[0];
    notify(first ? `Not formatted: line ${first.line}: ${first.message}` : 'Not formatted.');
  } catch (failure) {
    notify(failure instanceof Error ? `Not formatted: ${failure.message}` : 'Not formatted.');
  }
}
