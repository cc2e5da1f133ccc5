import { expect, test } from 'vitest';
import { explainText, wrap } from './explain.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const document = {
  components: {
    schemas: {
      'x.Thing': {
        description: 'Thing is a thing.',
        type: 'object',
        properties: {
          spec: { description: 'What is wanted.', allOf: [ref('x.ThingSpec')], default: {} },
          kind: { type: 'string' },
        },
        'x-kubernetes-group-version-kind': [{ group: 'x', kind: 'Thing', version: 'v1' }],
      },
      'x.ThingSpec': {
        type: 'object',
        required: ['parts'],
        properties: {
          parts: { type: 'array', items: { allOf: [ref('x.ThingSpec')], default: {} } },
          mode: { type: 'string', enum: ['A', '', 'C', 'D', 'E'], description: 'How.' },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          amount: ref('x.Amount'),
          since: { allOf: [ref('x.Time')] },
        },
      },
      'x.Amount': { oneOf: [{ type: 'string' }, { type: 'number' }] },
      'x.Time': { type: 'string' },
    },
  },
};

function explain(path: string, isRecursive = false): string {
  const kind = { group: 'x', version: 'v1', kind: 'Thing' };
  const words = path === '' ? [] : path.split('.');
  return explainText({ document, kind, path: words, isRecursive });
}

test('a field tells its own words, then its type, then what is in it', () => {
  expect(explain('spec')).toBe(`GROUP:      x
KIND:       Thing
VERSION:    v1

FIELD: spec <ThingSpec>


DESCRIPTION:
    What is wanted.
    
FIELDS:
  amount\t<Amount>
    <no description>

  labels\t<map[string]string>
    <no description>

  mode\t<string>
  enum: A, "", C, D, ....
    How.

  parts\t<[]ThingSpec> -required-
    <no description>

  since\t<string>
    <no description>


`);
});

test('what contains itself is told once', () => {
  expect(explain('', true)).toContain(`  spec\t<ThingSpec>
    amount\t<Amount>
    labels\t<map[string]string>
    mode\t<string>
    enum: A, "", C, D, ....
    parts\t<[]ThingSpec> -required-
    since\t<string>
`);
});

test('a value of an enumeration stands on a line of its own', () => {
  expect(explain('spec.mode')).toContain('FIELD: mode <string>\nENUM:\n    A\n    ""\n    C\n');
  expect(() => explain('spec.nope')).toThrow('field "nope" does not exist');
});

test('lines are broken at spaces and keep their first indent', () => {
  expect(wrap('one two three', 7)).toBe('one two\nthree');
  expect(wrap(' - one two three', 9)).toBe(' - one\ntwo three');
  expect(wrap('a\n\nb', 9)).toBe('a\n\nb');
});
