import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { keyName } from './key-name.ts';

export type KeyMap = Readonly<Record<string, () => void>>;

const stored = 'labset.letters';
const maps: (() => KeyMap)[] = [];
let prefix: { readonly key: string; readonly at: number } | undefined;
const prefixMs = 1500;

/** Binds keys (`Alt+S`, `?`, `G A`) while the component is there; the newest binding wins. */
export function useKeys(map: KeyMap): void {
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    const read = (): KeyMap => latest.current;
    maps.push(read);
    return () => {
      maps.splice(maps.indexOf(read), 1);
    };
  }, []);
}

/** Whether single letters are shortcuts outside of text. */
export const lettersAllowed = signal(localStorage.getItem(stored) !== 'off');

export function allowLetters(allowed: boolean): void {
  localStorage.setItem(stored, allowed ? 'on' : 'off');
  lettersAllowed.value = allowed;
}

addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return;
  const name = keyName(event);
  const isLetter = name.length === 1;
  if (isLetter && (!lettersAllowed.value || isText(event.target))) return;
  if (isInTerminal(event.target) && !/^(Shift\+)?F6$|^Alt\+\d$|^Meta\+K$/.test(name)) return;
  const isRecent = prefix && Date.now() - prefix.at < prefixMs;
  const wanted = isRecent && isLetter ? [`${prefix?.key} ${name}`, name] : [name];
  prefix = name === 'G' ? { key: 'G', at: Date.now() } : undefined;
  for (const key of wanted) {
    const action = maps.findLast((read) => read()[key])?.()[key];
    if (!action) continue;
    event.preventDefault();
    action();
    return;
  }
});

function isText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function isInTerminal(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('.xterm') !== null;
}
