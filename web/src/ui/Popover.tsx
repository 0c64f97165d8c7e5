/** What opens from a button and closes by Escape, by leaving it, or by the button again. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Closes when the pointer or the focus goes elsewhere, or on Escape, which gives the focus back. */
export function useDismiss(
  root: RefObject<HTMLElement | null>,
  opener: RefObject<HTMLElement | null>,
  isOpen: boolean,
  close: () => void,
): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) close();
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      close();
      opener.current?.focus();
    };
    document.addEventListener('pointerdown', outside, true);
    document.addEventListener('focusin', outside, true);
    document.addEventListener('keydown', escape, true);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      document.removeEventListener('focusin', outside, true);
      document.removeEventListener('keydown', escape, true);
    };
  }, [isOpen]);
}

export interface MenuItem {
  readonly id: string;
  /** Its name; the summary and the key are its description, and drawn by the style sheet. */
  readonly title: string;
  readonly summary?: string;
  readonly key?: string;
  readonly isDisabled?: boolean;
  choose(): void;
}

export interface MenuGroup {
  readonly title: string;
  readonly items: readonly MenuItem[];
}

interface MenuProps {
  readonly name: string;
  readonly button: ComponentChildren;
  readonly buttonClass?: string;
  readonly buttonTitle?: string;
  readonly align?: 'start' | 'end';
  readonly groups: readonly MenuGroup[];
  /** Shown in place of the items while there are none. */
  readonly empty?: string;
  onOpen?(): void;
}

/** A menu button: arrows, Home, End and first letters move; Enter or Space chooses. */
export function Menu({ name, button, buttonClass, buttonTitle, align, groups, empty, onOpen }: MenuProps) {
  const isOpen = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const close = () => (isOpen.value = false);
  useDismiss(root, opener, isOpen.value, close);

  const items = () => [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const count = groups.reduce((sum, group) => sum + group.items.length, 0);
  useLayoutEffect(() => {
    if (isOpen.value) (items()[0] ?? list.current)?.focus();
  }, [isOpen.value, count > 0]);

  const open = () => {
    isOpen.value = true;
    onOpen?.();
  };
  const move = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = nextIndex(event.key, at, all);
    if (to === null) {
      if (event.key === 'Tab') close();
      return;
    }
    event.preventDefault();
    all[to]?.focus();
  };
  const choose = (item: MenuItem) => {
    if (item.isDisabled) return;
    close();
    opener.current?.focus();
    item.choose();
  };

  return (
    <div class="popover-root" ref={root}>
      <button
        ref={opener}
        type="button"
        class={buttonClass ?? 'button'}
        title={buttonTitle}
        aria-label={buttonTitle ? name : undefined}
        aria-haspopup="menu"
        aria-expanded={isOpen.value}
        onClick={() => (isOpen.value ? close() : open())}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          open();
        }}
      >
        {button}
      </button>
      {isOpen.value && (
        <div
          ref={list}
          class={`popover menu align-${align ?? 'start'}`}
          role="menu"
          aria-label={name}
          tabIndex={-1}
          onKeyDown={move}
        >
          {count === 0 && (
            <div class="menu-empty" role="menuitem" aria-disabled="true" tabIndex={-1}>
              {empty ?? 'Nothing here'}
            </div>
          )}
          {groups.map((group) => (
            <div role="group" aria-label={group.title || name} key={group.title}>
              {group.title && (
                <div class="menu-title" aria-hidden="true">
                  {group.title}
                </div>
              )}
              {group.items.map((item) => (
                <div
                  key={item.id}
                  class="menu-item"
                  role="menuitem"
                  tabIndex={-1}
                  aria-label={item.title}
                  aria-description={item.summary}
                  aria-keyshortcuts={item.key}
                  data-key={item.key}
                  data-summary={item.summary}
                  aria-disabled={item.isDisabled ? true : undefined}
                  onClick={() => choose(item)}
                  onPointerMove={(event) => event.pointerType === 'mouse' && event.currentTarget.focus()}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter' && event.key !== ' ') return;
                    event.preventDefault();
                    choose(item);
                  }}
                >
                  {item.title}
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function nextIndex(key: string, at: number, all: readonly HTMLElement[]): number | null {
  if (all.length === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % all.length;
    case 'ArrowUp':
      return (at - 1 + all.length) % all.length;
    case 'Home':
      return 0;
    case 'End':
      return all.length - 1;
  }
  if (!/^\S$/.test(key)) return null;
  for (let step = 1; step <= all.length; step++) {
    const to = (at + step + all.length) % all.length;
    if (all[to]?.getAttribute('aria-label')?.toLowerCase().startsWith(key.toLowerCase())) return to;
  }
  return null;
}
