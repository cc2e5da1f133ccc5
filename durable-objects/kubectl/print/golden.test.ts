import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { recording } from '../../../test/golden.ts';
import type { Json } from '../../lib/json.ts';
import { jsonText } from './json.ts';
import { yamlText } from './yaml.ts';

describe('what a real kubectl printed is printed again', () => {
  const yaml = [
    'cr-get-yaml',
    'get-deploy-yaml',
    'get-endpoints-yaml',
    'get-endpointslice-yaml',
    'get-event-yaml',
    'get-pod-managed',
    'get-pod-yaml',
    'get-pvc-terminating-yaml',
    'get-pvc-yaml',
    'get-sc-yaml',
    'get-sts-managed',
    'get-sts-yaml',
    'view-last-applied',
  ];
  test.each(yaml)('%s', (name) => {
    const { stdout } = recording(name);
    expect(yamlText(parse(stdout, { version: '1.1', schema: 'core' }) as Json)).toBe(stdout);
  });

  test('get-sts-json', () => {
    const { stdout } = recording('get-sts-json');
    expect(jsonText(JSON.parse(stdout))).toBe(stdout);
  });
});

describe('texts in YAML', () => {
  const table: readonly (readonly [text: string, printed: string])[] = [
    ['plain words', 'plain words'],
    ['', '""'],
    ['true', '"true"'],
    ['no', '"no"'],
    ['1.5', '"1.5"'],
    ['1Gi', '1Gi'],
    ['0x1f', '"0x1f"'],
    ['2026-11-20T09:00:00Z', '"2026-11-20T09:00:00Z"'],
    ['192.168.0.1', '192.168.0.1'],
    ['a: b', "'a: b'"],
    ['# no', "'# no'"],
    ['it is #1', "'it is #1'"],
    ['*', "'*'"],
    ['-c', '-c'],
    ['- c', "'- c'"],
    ['{a}', "'{a}'"],
    [' x', "' x'"],
    ["it's: so", "'it''s: so'"],
    ['two\nlines', '|-\n    two\n    lines'],
    ['two\nlines\n', '|\n    two\n    lines'],
    ['two\n\n', '|+\n    two\n'],
    ['trailing \nspace', '"trailing \\nspace"'],
    ['tab\there', '"tab\\there"'],
    ['bell\x07', '"bell\\a"'],
    ['한국어', '한국어'],
  ];
  test.each(table)('%j', (text, printed) => {
    expect(yamlText({ a: { b: text } })).toBe(`a:\n  b: ${printed}\n`);
  });

  test('long ones are folded at a space after column 80', () => {
    const text = `0/3 nodes are available: persistentvolumeclaim "x" not found. preemption: 0/3 nodes are available`;
    expect(yamlText({ message: text })).toBe(
      `message: '0/3 nodes are available: persistentvolumeclaim "x" not found. preemption:\n  0/3 nodes are available'\n`,
    );
  });
});
