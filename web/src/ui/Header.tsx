import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { examples, examplesFailed, loadExamples, openExample } from '../navigation';
import { theme, toggleTheme } from '../theme';
import { Help } from './Help';
import { ChevronIcon, HelpIcon, Mark, ThemeIcon } from './icons';
import { Menu, type MenuGroup } from './Popover';
import { RunControls } from './RunControls';
import { ShareButton } from './ShareButton';

export function Header() {
  const help = useRef<HTMLDialogElement>(null);
  return (
    <header>
      <div class="bar bar-start">
        <h1 class="brand">
          <Mark />
          <span class="brand-name">Goloom</span>
        </h1>
        <ExamplesMenu />
      </div>
      <RunControls />
      <div class="bar bar-end">
        <ShareButton />
        <button
          type="button"
          class="button icon-button"
          aria-label="Switch between light and dark"
          title={`Light or dark (now: ${theme.value})`}
          onClick={toggleTheme}
        >
          <ThemeIcon />
        </button>
        <button
          type="button"
          class="button icon-button help-button"
          aria-label="Help and keys"
          title="Help and keys"
          aria-haspopup="dialog"
          onClick={() => help.current?.showModal()}
        >
          <HelpIcon />
        </button>
      </div>
      <Help dialog={help} />
    </header>
  );
}

function ExamplesMenu() {
  const asked = useSignal(false);
  const load = () => {
    asked.value = true;
    void loadExamples();
  };
  const groups: MenuGroup[] = [];
  for (const example of examples.value ?? []) {
    let group = groups.find((g) => g.title === example.topic);
    if (!group) groups.push((group = { title: example.topic, items: [] }));
    (group.items as MenuGroup['items'][number][]).push({
      id: example.id,
      title: example.title,
      summary: example.summary,
      choose: () => openExample(example),
    });
  }
  return (
    <div class="examples" onPointerEnter={load} onFocusIn={load}>
      <Menu
        name="Examples"
        button={
          <>
            Examples
            <ChevronIcon />
          </>
        }
        groups={groups}
        empty={
          examplesFailed.value
            ? 'The examples could not be fetched. Open this menu again to retry.'
            : 'Fetching…'
        }
        onOpen={load}
      />
    </div>
  );
}
