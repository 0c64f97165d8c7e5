import './style/page.css';
import { render } from 'preact';
import { checkAsYouType } from './check';
import { openAddress } from './navigation';
import { flushDraft } from './program';
import * as run from './run';
import { share } from './share';
import { applyTheme } from './theme';
import { App } from './ui/App';
import { startRun, startSearch, stopAll } from './ui/RunControls';
import { loadVersion } from './version';

applyTheme();
void openAddress();
render(<App />, document.getElementById('page')!);
run.socket.open();
checkAsYouType();
void loadVersion();

addEventListener('popstate', () => void openAddress());
addEventListener('pagehide', flushDraft);
addEventListener('online', () => run.socket.open());
addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.altKey) return;
  const hasCommand = event.ctrlKey || event.metaKey;
  const isWidget =
    event.target instanceof Element && event.target.closest('textarea, input, [role=menu]') !== null;
  const runs = event.key === 'Enter' && (hasCommand || (event.shiftKey && !isWidget));
  if (!runs && !(hasCommand && (event.key === 's' || event.key === '.'))) return;
  event.preventDefault();
  if (runs && hasCommand && event.shiftKey) startSearch();
  else if (runs) startRun();
  else if (event.key === 's') void share();
  else stopAll();
});
