/** The panels that answer: what one run printed, and what the program can do at all. */
import { useRef } from 'preact/hooks';
import * as explore from '../explore';
import { panel } from '../spot';
import { grouped } from '../units';
import { OutcomesBody, SearchStatus } from './OutcomesPane';
import { OutputBody, OutputTools, RunStatus } from './OutputPane';

const TABS = [
  { id: 'output', title: 'Output' },
  { id: 'outcomes', title: 'Outcomes' },
] as const;

export function ResultPane() {
  const now = panel.value;
  return (
    <section class="pane result-pane" aria-label={now === 'output' ? 'Output' : 'Outcomes'}>
      <h2 class="unseen">{now === 'output' ? 'Output' : 'Outcomes'}</h2>
      <div class="pane-head">
        <ResultTabs />
        {now === 'output' ? <RunStatus /> : <SearchStatus />}
        {now === 'output' && <OutputTools />}
      </div>
      <div class="result-panel" role="tabpanel" id={`panel-${now}`} aria-labelledby={`tab-${now}`}>
        {now === 'output' ? <OutputBody /> : <OutcomesBody />}
      </div>
    </section>
  );
}

function ResultTabs() {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    panel.value = panel.value === 'output' ? 'outcomes' : 'output';
    list.current?.querySelector<HTMLElement>(`#tab-${panel.value}`)?.focus();
  };
  const found = explore.outcomes.value.length;
  return (
    <div class="result-tabs" role="tablist" aria-label="Results" ref={list} onKeyDown={onKeyDown}>
      {TABS.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          class="tab result-tab"
          aria-selected={panel.value === id}
          aria-controls={panel.value === id ? `panel-${id}` : undefined}
          tabIndex={panel.value === id ? 0 : -1}
          onClick={() => (panel.value = id)}
        >
          {title}
          {id === 'outcomes' && found > 0 && (
            <span class="tab-count">
              <span class="unseen">, found: </span>
              {grouped(found)}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
