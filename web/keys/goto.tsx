import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { copy } from '../copy/index.ts';
import { Dialog } from '../parts/dialog.tsx';

export interface Destination {
  readonly name: string;
  readonly kind: string;
  readonly go: () => void;
}

const sources = signal<readonly (() => readonly Destination[])[]>([]);
const shown = 12;

/** What the page offers to the list of Ctrl/⌘ K, while it is there. */
export function useDestinations(read: () => readonly Destination[]): void {
  useEffect(() => {
    sources.value = [...sources.value, read];
    return () => {
      sources.value = sources.value.filter((known) => known !== read);
    };
  }, []);
}

/** Go to anything: an object, a task, a page, a learner. */
export function Goto({ onClose }: { readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const all = sources.value.flatMap((read) => read());
  const wanted = typed.toLowerCase().split(/\s+/);
  const found = all
    .filter(({ name, kind }) => {
      const text = `${kind} ${name}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .slice(0, shown);
  const choose = (destination: Destination | undefined): void => {
    if (!destination) return;
    onClose();
    destination.go();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else return;
    event.preventDefault();
  };
  return (
    <Dialog wide title={copy().goTo} onClose={onClose} onYes={() => choose(found[at])}>
      <div class="goto">
        <input
          autofocus
          aria-label={copy().goToHint}
          placeholder={copy().goToHint}
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div class="found" role="listbox" aria-label={copy().goTo}>
          {found.map((destination, i) => (
            <div
              key={`${destination.kind} ${destination.name}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
            >
              <button type="button" class="link" onClick={() => choose(destination)}>
                {destination.name}
              </button>
              <span class="dim small">{destination.kind}</span>
            </div>
          ))}
          {found.length === 0 && <p class="dim">{copy().nothingFound}</p>}
        </div>
      </div>
    </Dialog>
  );
}
