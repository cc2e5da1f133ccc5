import { beforeEach, describe, expect, test } from 'vitest';
import { defineResource } from '../../apimachinery/resource.ts';
import { type Widget, widget, widgets } from '../../testing/widgets.ts';
import { TestServer } from '../testing/test-server.ts';

/** Widgets that have some seconds of grace, as pods do. */
const slowWidgets = defineResource<Widget>({
  ...widgets,
  plural: 'slowwidgets',
  kind: 'SlowWidget',
  returnsDeleted: true,
  strategy: { ...widgets.strategy, graceSeconds: (_object, asked) => asked ?? 30 },
});

const root = '/apis/test.labset.dev/v1/namespaces/default';
const all = `${root}/widgets`;
const merge = 'application/merge-patch+json';
let server: TestServer;

beforeEach(() => {
  server = new TestServer([widgets, slowWidgets]);
});

const make = (name: string, size = 1): object => ({ metadata: { name }, spec: { size } });
/** The events that a watch from the beginning has seen: `ADDED a 1`. */
function history(url = all): string[] {
  const { events } = server.poll(server.watch(`${url}?watch=1&resourceVersion=1`));
  return events.map(({ type, object: { metadata } }) =>
    [type, metadata.name, metadata.resourceVersion].join(' '),
  );
}

describe('create', () => {
  test('sets the system fields and nothing that a client says of them', () => {
    const metadata = {
      name: 'a',
      uid: 'mine',
      creationTimestamp: '2001-01-01T00:00:00Z',
      deletionTimestamp: '2001-01-01T00:00:00Z',
    };
    const answer = server.call('POST', all, { metadata, spec: {} });
    expect(answer.status).toBe(201);
    expect(answer.at('metadata')).toEqual({
      name: 'a',
      namespace: 'default',
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      resourceVersion: '1',
      creationTimestamp: '2026-11-20T10:00:00Z',
    });
    expect(answer.at('metadata', 'uid')).not.toBe('mine');
  });

  test('an object made again at the same moment is another one', () => {
    const first = server.call('POST', all, make('a')).at('metadata', 'uid');
    server.call('DELETE', `${all}/a`);
    expect(server.call('POST', all, make('a')).at('metadata', 'uid')).not.toBe(first);
  });

  test('generated names differ', () => {
    const names = [1, 2, 3].map(() =>
      server.call('POST', all, { metadata: { generateName: 'g-' } }).at('metadata', 'name'),
    );
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^g-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  const refusals: readonly [object | string, string][] = [
    [
      { metadata: { namespace: 'other', name: 'a' } },
      '400 the namespace of the provided object does not match the namespace sent on the request',
    ],
    [
      { metadata: {} },
      '422 Widget.test.labset.dev "" is invalid: metadata.name: Required value: name or generateName is required',
    ],
    [
      { metadata: { name: 'a', resourceVersion: '5' } },
      '500 resourceVersion should not be set on objects to be created',
    ],
    [
      { metadata: { name: 'a', finalizers: ['x'] } },
      '422 Widget.test.labset.dev "a" is invalid: metadata.finalizers[0]: Invalid value: "x": name is neither a standard finalizer name nor is it fully qualified',
    ],
    [{ metadata: { name: 'taken' } }, '409 widgets.test.labset.dev "taken" already exists'],
  ];
  test.each(refusals)('%j is refused', (body, line) => {
    server.call('POST', all, make('taken'));
    expect(server.call('POST', all, body).line).toBe(line);
    expect(server.store.revision).toBe(1);
  });

  test('a dry run stores nothing', () => {
    const answer = server.call('POST', `${all}?dryRun=All`, make('a'));
    expect(answer.status).toBe(201);
    expect(answer.at('metadata', 'resourceVersion')).toBeUndefined();
    expect(server.store.revision).toBe(0);
  });
});

describe('update', () => {
  beforeEach(() => {
    server.call('POST', all, make('a'));
  });

  test('writing the same is no write', () => {
    expect(server.call('PUT', `${all}/a`, make('a')).at('metadata', 'resourceVersion')).toBe('1');
    expect(server.call('PATCH', `${all}/a`, { spec: { size: 1 } }, merge).status).toBe(200);
    expect(server.store.revision).toBe(1);
  });

  test('without a version it overwrites, with an old one it conflicts', () => {
    expect(server.call('PUT', `${all}/a`, make('a', 2)).at('metadata', 'resourceVersion')).toBe(
      '2',
    );
    const stale = { metadata: { name: 'a', resourceVersion: '1' }, spec: { size: 3 } };
    expect(server.call('PUT', `${all}/a`, stale).line).toBe(
      '409 Operation cannot be fulfilled on widgets.test.labset.dev "a": the object has been modified; please apply your changes to the latest version and try again',
    );
    expect(server.call('PATCH', `${all}/a`, stale, merge).status).toBe(409);
  });

  const refusals: readonly [string, object, string][] = [
    ['b', make('b'), '404 widgets.test.labset.dev "b" not found'],
    ['a', make('b'), '400 the name of the object (b) does not match the name on the URL (a)'],
    [
      'a',
      { metadata: {} },
      '400 the name of the object (a based on URL) was undeterminable: name must be provided',
    ],
    [
      'a',
      { metadata: { name: 'a', namespace: 'x' } },
      '400 the namespace of the object (x) does not match the namespace on the request (default)',
    ],
  ];
  test.each(refusals)('PUT %s %j', (name, body, line) => {
    expect(server.call('PUT', `${all}/${name}`, body).line).toBe(line);
  });

  test('a UID that is another object conflicts', () => {
    const body = { metadata: { name: 'a', uid: 'other' }, spec: {} };
    expect(server.call('PUT', `${all}/a`, body).line).toContain(
      'AdditionalErrorMsg: Precondition failed: UID in precondition: other, UID in object meta: ',
    );
    expect(server.call('PATCH', `${all}/a`, { metadata: { uid: 'other' } }, merge).line).toBe(
      '422 Widget.test.labset.dev "a" is invalid: metadata.uid: Invalid value: "other": field is immutable',
    );
  });

  test('times of creation can not be changed', () => {
    const changes = { metadata: { creationTimestamp: '2001-01-01T00:00:00Z', labels: { x: 'y' } } };
    const answer = server.call('PATCH', `${all}/a`, changes, merge);
    expect(answer.at('metadata', 'creationTimestamp')).toBe('2026-11-20T10:00:00Z');
    expect(answer.at('metadata', 'labels', 'x')).toBe('y');
  });
});

describe('delete', () => {
  test('at once, with a Status that names the object', () => {
    const uid = server.call('POST', all, make('a')).at('metadata', 'uid');
    const answer = server.call('DELETE', `${all}/a`);
    expect(JSON.parse(answer.text)).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'a', group: 'test.labset.dev', kind: 'widgets', uid },
    });
    expect(server.get(`${all}/a`).status).toBe(404);
  });

  test('finalizers keep it until the last one goes', () => {
    server.call('POST', all, { metadata: { name: 'a', finalizers: ['x.io/a', 'x.io/b'] } });
    const answer = server.call('DELETE', `${all}/a`);
    expect(answer.at('metadata', 'deletionTimestamp')).toBe('2026-11-20T10:00:00Z');
    expect(answer.at('metadata', 'deletionGracePeriodSeconds')).toBe(0);
    expect(server.call('DELETE', `${all}/a`).at('metadata', 'resourceVersion')).toBe('2');
    const added = { metadata: { finalizers: ['x.io/a', 'x.io/b', 'x.io/c'] } };
    expect(server.call('PATCH', `${all}/a`, added, merge).line).toContain(
      'no new finalizers can be added if the object is being deleted, found new finalizers []string{"x.io/c"}',
    );
    expect(server.call('POST', all, make('a')).line).toBe(
      '409 object is being deleted: widgets.test.labset.dev "a" already exists',
    );
    server.call('PATCH', `${all}/a`, { metadata: { finalizers: ['x.io/b'] } }, merge);
    expect(server.get(`${all}/a`).status).toBe(200);
    expect(server.call('PATCH', `${all}/a`, { metadata: { finalizers: null } }, merge).status).toBe(
      200,
    );
    expect(server.get(`${all}/a`).status).toBe(404);
    expect(history()).toEqual(['MODIFIED a 2', 'MODIFIED a 3', 'DELETED a 4']);
  });

  const policies: readonly [string, unknown][] = [
    ['Orphan', ['orphan']],
    ['Foreground', ['foregroundDeletion']],
    ['Background', undefined],
  ];
  test.each(policies)('propagation %s', (propagationPolicy, finalizers) => {
    server.call('POST', all, make('a'));
    const answer = server.call('DELETE', `${all}/a`, { propagationPolicy });
    expect(answer.at('metadata', 'finalizers')).toEqual(finalizers);
    expect(server.get(`${all}/a`).status).toBe(finalizers ? 200 : 404);
  });

  test('preconditions and bad options', () => {
    server.call('POST', all, make('a'));
    expect(server.call('DELETE', `${all}/a`, { preconditions: { uid: 'x' } }).line).toMatch(
      /^409 Operation cannot be fulfilled on Widget.test.labset.dev "a": the UID in the precondition \(x\) does not match the UID in record \(.*\)\. The object might have been deleted and then recreated$/,
    );
    expect(
      server.call('DELETE', `${all}/a`, { preconditions: { resourceVersion: '7' } }).status,
    ).toBe(409);
    expect(server.call('DELETE', `${all}/a`, { propagationPolicy: 'X' }).line).toContain(
      'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "X"',
    );
    expect(server.call('DELETE', `${all}/a?dryRun=All`).status).toBe(200);
    expect(server.get(`${all}/a`).status).toBe(200);
  });

  test('a collection by labels', () => {
    for (const [name, app] of [
      ['a', 'x'],
      ['b', 'y'],
      ['c', 'x'],
    ] as const) {
      server.call('POST', all, { metadata: { name, labels: { app } } });
    }
    const answer = server.call('DELETE', `${all}?labelSelector=app%3Dx`);
    expect(answer.at('kind')).toBe('WidgetList');
    expect((answer.at('items') as unknown[]).length).toBe(2);
    expect(server.get(all).at('items', 0, 'metadata', 'name')).toBe('b');
  });
});

describe('graceful deletion', () => {
  const slow = `${root}/slowwidgets`;
  test('waits, is shortened but never lengthened, and ends with grace 0', () => {
    server.call('POST', slow, make('a'));
    const first = server.call('DELETE', `${slow}/a`);
    expect(first.at('metadata', 'deletionTimestamp')).toBe('2026-11-20T10:00:30Z');
    expect(first.at('metadata', 'deletionGracePeriodSeconds')).toBe(30);
    server.now += 5_000;
    server.call('DELETE', `${slow}/a`, { gracePeriodSeconds: 60 });
    const shorter = server.call('DELETE', `${slow}/a`, { gracePeriodSeconds: 10 });
    expect(shorter.at('metadata', 'deletionTimestamp')).toBe('2026-11-20T10:00:10Z');
    expect(server.call('DELETE', `${slow}/a`, { gracePeriodSeconds: 0 }).at('kind')).toBe(
      'SlowWidget',
    );
    expect(server.get(`${slow}/a`).status).toBe(404);
    expect(history(slow)).toEqual(['MODIFIED a 2', 'MODIFIED a 3', 'MODIFIED a 4', 'DELETED a 5']);
  });
});

test('the client meets the same rules', () => {
  const created = server.act((client) => client.create(widgets, widget('a')));
  expect(created.metadata.uid).not.toBe('uid-a');
  server.act((client) => client.update(widgets, { ...created, spec: { size: 5 } }));
  expect(() => server.act((client) => client.update(widgets, created))).toThrow(
    'has been modified',
  );
  const key = { namespace: 'default', name: 'a' };
  server.act((client) => client.delete(widgets, key));
  expect(() => server.act((client) => client.delete(widgets, key))).toThrow('not found');
});
