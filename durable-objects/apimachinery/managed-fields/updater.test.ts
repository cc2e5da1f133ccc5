import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { any, array, boolean, int32, map, object, string, timeOrNull } from '../schema.ts';
import { compareObjects } from './compare.ts';
import { leaf, pathsOf } from './field-set.ts';
import { fieldsOf } from './fields-of.ts';
import type { Managed } from './managers.ts';
import { applyConfiguration, managersAfterUpdate, type Scope } from './updater.ts';
import { typeErrors } from './validate.ts';

const port = object('Port', { port: int32(), protocol: string(), name: string() });
const schema = object('Thing', {
  data: map(string()),
  replicas: int32(),
  paused: boolean(),
  ports: array(port, {
    list: 'map',
    mapKeys: ['port', 'protocol'],
    keyDefaults: { protocol: 'TCP' },
  }),
  tags: array(string(), { list: 'set' }),
  args: array(string()),
  selector: object('Selector', { labels: map(string()) }, { atomic: true }),
  source: object('Source', { path: string(), since: timeOrNull() }),
  raw: any(),
  free: { ...any(), loose: true },
});

const scope: Scope = {
  apiVersion: 'v1',
  reset: leaf,
  convert: (value) => ({ schema, object: value }),
};

function who(manager: string, operation: 'Apply' | 'Update' = 'Apply', time = 't1') {
  return { manager, operation, apiVersion: 'v1', subresource: '', time };
}

/** `alice: .data.a .data.b; bob: ...` */
function show(managed: readonly Managed[]): string {
  return managed.map((one) => `${one.manager}: ${pathsOf(one.fields).join(' ')}`).join('; ');
}

describe('comparing', () => {
  const cases: readonly [string, JsonObject, JsonObject, string][] = [
    ['nothing', { data: { a: '1' } }, { data: { a: '1' } }, ''],
    ['a new map and its keys', {}, { data: { a: '1' } }, '+.data +.data.a'],
    ['a key', { data: { a: '1' } }, { data: { a: '2', b: '1' } }, '+.data.b ~.data.a'],
    ['a key that goes', { data: { a: '1', b: '1' } }, { data: { a: '1' } }, '-.data.b'],
    ['an empty map', {}, { data: {} }, '+.data'],
    [
      'items by their keys, whatever their order',
      { ports: [{ port: 1 }, { port: 2, protocol: 'UDP' }] },
      { ports: [{ port: 2, protocol: 'UDP', name: 'b' }, { port: 1 }, { port: 3 }] },
      '+.ports[port=3,protocol="TCP"] +.ports[port=2,protocol="UDP"].name +.ports[port=3,protocol="TCP"].port',
    ],
    ['members of a set', { tags: ['a', 'b'] }, { tags: ['b', 'c'] }, '+.tags[="c"] -.tags[="a"]'],
    ['an atomic list', { args: ['a'] }, { args: ['b'] }, '~.args'],
    ['an atomic struct', { selector: { labels: {} } }, { selector: {} }, '~.selector'],
    [
      'null members come with their struct',
      {},
      { source: { path: 'x' } },
      '+.source +.source.path +.source.since',
    ],
    [
      'null members are changed, not added',
      { source: { path: 'x' } },
      { source: { path: 'x', since: 't' } },
      '~.source.since',
    ],
    ['any value is one', { raw: { a: 1 } }, { raw: { a: 2 } }, '~.raw'],
    [
      'but for one whose parts are owned',
      { free: { a: 1 } },
      { free: { a: 1, b: { c: 2 } } },
      '+.free.b +.free.b.c',
    ],
    ['a map that was none', { free: { a: 1 } }, { free: { a: { b: 2 } } }, '+.free.a.b ~.free.a'],
    [
      'two items of one key are one value',
      { ports: [{ port: 1 }] },
      { ports: [{ port: 1 }, { port: 1, name: 'x' }] },
      '+.ports[port=1,protocol="TCP"] -.ports[port=1,protocol="TCP"] -.ports[port=1,protocol="TCP"].port',
    ],
  ];
  test.each(cases)('%s', (_name, before, after, expected) => {
    const {
      added = leaf,
      modified = leaf,
      removed = leaf,
    } = compareObjects(schema, before, after) ?? {};
    const shown = [
      ...pathsOf(added).map((path) => `+${path}`),
      ...pathsOf(modified).map((path) => `~${path}`),
      ...pathsOf(removed).map((path) => `-${path}`),
    ];
    expect(shown.join(' ')).toBe(expected);
  });
});

describe('what a configuration names', () => {
  const cases: readonly [JsonObject, string][] = [
    [{ data: { a: '1' } }, '.data.a'],
    [{ data: {} }, '.data'],
    [{ source: { path: 'x' } }, '.source.path'],
    [{ ports: [{ port: 1 }] }, '.ports[port=1,protocol="TCP"] .ports[port=1,protocol="TCP"].port'],
    [{ ports: [] }, ''],
    [{ tags: ['b', 'a'], args: ['x'] }, '.args .tags[="a"] .tags[="b"]'],
    [{ selector: { labels: { a: 'b' } }, replicas: null }, '.replicas .selector'],
  ];
  test.each(cases)('%j: %s', (config, expected) => {
    expect(pathsOf(fieldsOf(schema, config)).join(' ')).toBe(expected);
  });
});

type Step = readonly [string, JsonObject, 'force'?];

describe('applying', () => {
  /** Applies one after the other; the object and its managers, or the conflicts. */
  function run(steps: readonly Step[]): string {
    let live: JsonObject = {};
    let managed: readonly Managed[] = [];
    for (const [manager, config, force] of steps) {
      const done = applyConfiguration(
        scope,
        schema,
        live,
        config,
        managed,
        who(manager),
        force === 'force',
      );
      if ('conflicts' in done) {
        return done.conflicts
          .map((one) => `${one.manager.manager} has ${pathsOf(one.fields).join(' ')}`)
          .join('; ');
      }
      live = done.object ?? live;
      managed = done.managed;
    }
    return `${JSON.stringify(live)} ${show(managed)}`;
  }

  const ab = { data: { a: '1', b: '1' } };
  const cases: readonly [string, readonly Step[], string][] = [
    ['is owned', [['alice', ab]], '{"data":{"a":"1","b":"1"}} alice: .data.a .data.b'],
    [
      'what is not named any more goes',
      [
        ['alice', ab],
        ['alice', { data: { b: '1' } }],
      ],
      '{"data":{"b":"1"}} alice: .data.b',
    ],
    [
      'unless somebody else has it',
      [
        ['alice', ab],
        ['bob', { data: { a: '1' } }],
        ['alice', { data: { b: '1' } }],
      ],
      '{"data":{"a":"1","b":"1"}} bob: .data.a; alice: .data.b',
    ],
    [
      'conflicts',
      [
        ['alice', ab],
        ['bob', { data: { a: '2' }, replicas: 1 }],
      ],
      'alice has .data.a',
    ],
    [
      'is forced',
      [
        ['alice', ab],
        ['bob', { data: { a: '2' } }, 'force'],
      ],
      '{"data":{"a":"2","b":"1"}} alice: .data.b; bob: .data.a',
    ],
    [
      'items go with their only owner',
      [
        ['alice', { ports: [{ port: 1 }, { port: 2 }], tags: ['x', 'y'] }],
        ['bob', { ports: [{ port: 2 }, { port: 3 }], tags: ['y'] }],
        ['alice', { ports: [{ port: 1, name: 'n' }] }],
      ],
      '{"ports":[{"port":1,"name":"n"},{"port":2},{"port":3}],"tags":["y"]} ' +
        'bob: .ports[port=2,protocol="TCP"] .ports[port=3,protocol="TCP"] ' +
        '.ports[port=2,protocol="TCP"].port .ports[port=3,protocol="TCP"].port .tags[="y"]; ' +
        'alice: .ports[port=1,protocol="TCP"] .ports[port=1,protocol="TCP"].name .ports[port=1,protocol="TCP"].port',
    ],
    [
      'the configuration decides the order of its items',
      [
        ['alice', { tags: ['a', 'b', 'c'] }],
        ['bob', { tags: ['c', 'x', 'a'] }],
      ],
      '{"tags":["b","c","x","a"]} alice: .tags[="a"] .tags[="b"] .tags[="c"]; bob: .tags[="a"] .tags[="c"] .tags[="x"]',
    ],
    [
      'atomic values are taken whole',
      [
        ['alice', { args: ['a'] }],
        ['bob', { args: ['a', 'b'] }],
      ],
      'alice has .args',
    ],
    [
      'all of it',
      [
        ['alice', ab],
        ['alice', {}],
      ],
      '{} ',
    ],
  ];
  test.each(cases)('%s', (_name, steps, expected) => {
    expect(run(steps)).toBe(expected);
  });

  test('the same again changes nothing, not even the time', () => {
    const first = applyConfiguration(scope, schema, {}, ab, [], who('alice'), false);
    if ('conflicts' in first || !first.object) throw new Error('not applied');
    const again = who('alice', 'Apply', 't2');
    expect(
      applyConfiguration(scope, schema, first.object, ab, first.managed, again, false),
    ).toEqual({
      object: undefined,
      managed: first.managed,
    });
  });
});

test('an update takes what it changes and nothing else', () => {
  const alice: Managed = {
    ...who('alice'),
    fields: fieldsOf(schema, { data: { a: '1', b: '1' } }),
  };
  const before = { data: { a: '1', b: '1', c: '1' } };
  const after = { data: { a: '2', b: '1' } };
  const self = who('bob', 'Update', 't2');
  const managed = managersAfterUpdate(scope, schema, before, after, [alice], self);
  expect(show(managed ?? [])).toBe('alice: .data.b; bob: .data.a');
  expect(managersAfterUpdate(scope, schema, after, after, [alice], self)).toBeUndefined();
});

describe('types', () => {
  const cases: readonly [JsonObject, string | undefined][] = [
    [{ data: { a: '1' }, replicas: 1, free: { x: [1] } }, undefined],
    [{ wrong: 1 }, '.wrong: field not declared in schema'],
    [{ replicas: 'x' }, '.replicas: expected numeric (int or float), got string'],
    [{ data: { a: 1 } }, '.data.a: expected string, got &value.valueUnstructured{Value:1}'],
    [{ paused: 'yes' }, '.paused: expected boolean, got &{yes}'],
    [{ data: ['x'] }, '.data: expected map, got &{[x]}'],
    [{ args: { a: 1 } }, '.args: expected list, got &{map[a:1]}'],
    [{ args: ['x', 1] }, '.args[1]: expected string, got &value.valueUnstructured{Value:1}'],
    [
      { ports: [{ port: 1 }, { port: 1, name: 'x' }] },
      '.ports: duplicate entries for key [port=1,protocol="TCP"]',
    ],
    [
      { tags: [{}] },
      ".tags: element 0: associative list without keys has an element that's a map type",
    ],
    [
      { data: { a: 1 }, replicas: true },
      'errors:\n  .data.a: expected string, got &value.valueUnstructured{Value:1}\n' +
        '  .replicas: expected numeric (int or float), got bool',
    ],
  ];
  test.each(cases)('%j: %s', (config, expected) => {
    expect(typeErrors(schema, config)).toBe(expected);
  });
});
