import { signal } from '@preact/signals';

const stored = 'labset.terminal-size';
export const terminalSizes = ['12', '14', '16', '18', '20'] as const;
export type TerminalSize = (typeof terminalSizes)[number];

/** The terminal's font size, in px. */
export const terminalSize = signal<TerminalSize>(first());

const storedReader = 'labset.screen-reader';

/** Tables instead of pictures, and a terminal that speaks. Typing on some phones needs it off. */
export const screenReader = signal(localStorage.getItem(storedReader) === 'on');

export function chooseScreenReader(on: boolean): void {
  localStorage.setItem(storedReader, on ? 'on' : 'off');
  screenReader.value = on;
}

export function chooseTerminalSize(chosen: TerminalSize): void {
  localStorage.setItem(stored, chosen);
  terminalSize.value = chosen;
}

function first(): TerminalSize {
  const kept = localStorage.getItem(stored);
  return terminalSizes.find((size) => size === kept) ?? '12';
}
