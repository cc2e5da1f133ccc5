import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../tidy/sources.ts';
import { specs } from './specs.ts';

const text = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');

/** Whose specs must all stand in the table. */
const accounted =
  /^\[sig-(apps|scheduling|api-machinery)\]|^\[sig-storage\] (PersistentVolumes|StorageClasses|VolumeAttachment|VolumeAttributesClass|CSI\w+) /;

test('every spec is accounted for once, and nothing else is', () => {
  const names = text('test/conformance/names.txt')
    .split('\n')
    .filter((name) => accounted.test(name))
    .map((name) => name.replace(' [Conformance]', ''));
  expect(specs.map(([name]) => name).sort()).toEqual(names.sort());
});

test('what states a spec is there', () => {
  const absent = specs.flatMap(([name, statement]) =>
    'missing' in statement || titlesOf(statement.file).has(statement.title)
      ? []
      : [`${name}: ${statement.file} has no '${statement.title}'`],
  );
  expect(absent).toEqual([]);
});

test('what no test states has a reason', () => {
  const silent = specs.filter(
    ([, statement]) => 'missing' in statement && !/^[A-Z].*\w{3}.* .*\.$/.test(statement.missing),
  );
  expect(silent).toEqual([]);
});

const known = new Map<string, ReadonlySet<string>>();

/** The titles of a file's tests, `[Conformance]` left out: what is quoted after `test(` or in a row. */
function titlesOf(file: string): ReadonlySet<string> {
  const titles =
    known.get(file) ??
    new Set(
      [
        ...text(file).matchAll(/(?:\b(?:test|describe)\(|^\s*\[)\s*(['"`])((?:\\.|(?!\1).)*)\1/gm),
      ].map((match) => (match[2] ?? '').replace(' [Conformance]', '').replaceAll("\\'", "'")),
    );
  known.set(file, titles);
  return titles;
}
