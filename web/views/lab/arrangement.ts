import { type Signal, signal } from '@preact/signals';
import { me } from '../../session.ts';

export const presets = ['over', 'beside', 'none', 'terminal'] as const;
export type Preset = (typeof presets)[number];

/** How a person has laid out the lab page; sizes in px, 0 for "as the window decides". */
export interface Arrangement {
  readonly preset: Preset;
  readonly guide: number;
  readonly map: number;
  readonly waits: number;
  readonly editor: number;
}

const first: Arrangement = { preset: 'over', guide: 388, map: 0, waits: 292, editor: 392 };

export const arrangement: Signal<Arrangement> = signal(first);

/** Takes what the person left last time, on this device. */
export function loadArrangement(): void {
  arrangement.value = { ...first, ...read(localStorage.getItem(key())) };
}

export function arrange(change: Partial<Arrangement>): void {
  arrangement.value = { ...arrangement.value, ...change };
  localStorage.setItem(key(), JSON.stringify(arrangement.value));
}

function key(): string {
  return `labset.arrangement.${me.value?.id ?? ''}`;
}

function read(text: string | null): Partial<Arrangement> {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return {};
    const kept = Object.entries(value).filter(
      ([name, size]) =>
        name in first && (name === 'preset' ? presets.includes(size) : Number.isFinite(size)),
    );
    return Object.fromEntries(kept);
  } catch {
    return {};
  }
}
