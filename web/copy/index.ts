import { computed, effect, signal } from '@preact/signals';
import type { Text } from '../../durable-objects/grading/results.ts';
import { type Copy, en } from './en.ts';
import type { Locale } from './format.ts';
import { ko } from './ko.ts';

const stored = 'labset.locale';

/** The reader's language: what they chose, else what the browser asks for. */
export const locale = signal<Locale>(firstLocale());

const texts = computed<Copy>(() => (locale.value === 'ko' ? ko : en));

/** The console's texts in the reader's language. */
export function copy(): Copy {
  return texts.value;
}

/** A text of a lab or a result in the reader's language. */
export function pick(text: Text): string {
  return text[locale.value];
}

export function chooseLocale(chosen: Locale): void {
  localStorage.setItem(stored, chosen);
  locale.value = chosen;
}

effect(() => {
  document.documentElement.lang = locale.value;
});

function firstLocale(): Locale {
  const chosen = localStorage.getItem(stored);
  if (chosen === 'ko' || chosen === 'en') return chosen;
  return navigator.language.startsWith('ko') ? 'ko' : 'en';
}
