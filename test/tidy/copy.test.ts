import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { root } from './sources.ts';

type Texts = Readonly<Record<string, unknown>>;

const [ko, en] = await Promise.all([texts('ko'), texts('en')]);

test('the console says everything in both languages', () => {
  expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort());
  const unlike = Object.keys(en).filter((key) => typeof en[key] !== typeof ko[key]);
  expect(unlike).toEqual([]);
});

test('the console leaves no text empty', () => {
  const empty = Object.entries({ ...ko, ...en }).filter(([, text]) => text === '');
  expect(empty).toEqual([]);
});

async function texts(locale: 'ko' | 'en'): Promise<Texts> {
  // By its address, so that the console's own types stay in the console's own project.
  const path = pathToFileURL(`${root}/web/copy/${locale}.ts`).href;
  const module = (await import(/* @vite-ignore */ path)) as Readonly<Record<string, Texts>>;
  const found = module[locale];
  if (!found) throw new Error(`web/copy/${locale}.ts exports no ${locale}`);
  return found;
}
