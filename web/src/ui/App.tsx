import { place } from '../navigation';
import { originPath } from '../place';
import * as program from '../program';
import { panel, view } from '../spot';
import { CodePane } from './CodePane';
import { Header } from './Header';
import { Mark } from './icons';
import { ResultPane } from './ResultPane';
import { RunButtons } from './RunControls';
import { Splitter } from './Splitter';
import { Strips } from './Strips';

export function App() {
  return place.value.embed ? <EmbedPage /> : <FullPage />;
}

function FullPage() {
  return (
    <div class="app" data-view={view.value}>
      <Header />
      <Strips />
      <ViewSwitch />
      <Panels />
    </div>
  );
}

/** In someone else's page: the program, Run, what it printed, and the way here. */
function EmbedPage() {
  return (
    <div class="app embed" data-view={view.value}>
      <header>
        <div class="bar embed-bar">
          <h1 class="brand">
            <a href={originPath(program.origin.value) + location.search} target="_blank" rel="noopener">
              <Mark />
              Open in Goloom
            </a>
          </h1>
          <RunButtons />
        </div>
      </header>
      <Strips />
      <ViewSwitch />
      <Panels />
    </div>
  );
}

function Panels() {
  return (
    <main class="panels">
      <CodePane />
      <Splitter />
      <ResultPane />
    </main>
  );
}

/** Where the screen is too narrow for both panels. */
function ViewSwitch() {
  const inView = view.value === 'code' ? 'code' : panel.value;
  const look = (name: typeof inView) => {
    view.value = name === 'code' ? 'code' : 'output';
    if (name !== 'code') panel.value = name;
  };
  const button = (name: typeof inView, text: string) => (
    <button type="button" aria-pressed={inView === name} onClick={() => look(name)}>
      {text}
    </button>
  );
  return (
    <nav class="view-switch" aria-label="Panel in view">
      {button('code', 'Code')}
      {button('output', 'Output')}
      {button('outcomes', 'Outcomes')}
    </nav>
  );
}
