import { beforeEach, describe, expect, test } from 'vitest';
import type { StreamPosition } from '../../apimachinery/api-client.ts';
import { widgets } from '../../testing/widgets.ts';
import { TestServer, type WatchEvent } from '../testing/test-server.ts';

const all = '/apis/test.labset.dev/v1/namespaces/default/widgets';
const merge = 'application/merge-patch+json';
let server: TestServer;

beforeEach(() => {
  server = new TestServer([widgets]);
  add('a');
});

function add(name: string, app = 'x'): void {
  server.call('POST', all, { metadata: { name, labels: { app } } });
}
function relabel(name: string, app: string): void {
  server.call('PATCH', `${all}/${name}`, { metadata: { labels: { app } } }, merge);
}
const described = (events: readonly WatchEvent[]): string[] =>
  events.map(({ type, object: { metadata } }) =>
    [type, metadata.name ?? '-', metadata.resourceVersion].join(' '),
  );

/** A watch that is polled again and again. */
function follow(query: string, accept?: string): () => string[] {
  let position: StreamPosition | undefined = server.watch(`${all}?watch=true${query}`, accept);
  return () => {
    if (!position) return ['END'];
    const { events, next } = server.poll(position);
    position = next;
    return next ? described(events) : [...described(events), 'END'];
  };
}

describe('where a watch begins', () => {
  const cases: readonly [string, readonly string[]][] = [
    ['', ['ADDED a 1', 'ADDED b 2']],
    ['&resourceVersion=0', ['ADDED a 1', 'ADDED b 2']],
    ['&resourceVersion=1', ['ADDED b 2']],
    ['&resourceVersion=2', []],
    ['&sendInitialEvents=false&resourceVersionMatch=NotOlderThan', []],
    [
      '&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
      ['ADDED a 1', 'ADDED b 2', 'BOOKMARK - 2'],
    ],
    ['&fieldSelector=metadata.name%3Db', ['ADDED b 2']],
  ];
  test.each(cases)('%s', (query, expected) => {
    add('b');
    expect(follow(query)()).toEqual(expected);
  });

  test('the end of what exists is marked', () => {
    const query = 'watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan';
    const { events } = server.poll(server.watch(`${all}?${query}`));
    expect(events.at(-1)).toEqual({
      type: 'BOOKMARK',
      object: {
        kind: 'Widget',
        apiVersion: 'test.labset.dev/v1',
        metadata: { resourceVersion: '1', annotations: { 'k8s.io/initial-events-end': 'true' } },
      },
    });
  });

  test('options that contradict each other', () => {
    expect(server.get(`${all}?watch=1&sendInitialEvents=true`).line).toContain(
      'resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  });
});

test('what enters a selection is added, what leaves it is deleted', () => {
  const poll = follow('&labelSelector=app%3Dx');
  expect(poll()).toEqual(['ADDED a 1']);
  relabel('a', 'y');
  add('b', 'y');
  relabel('b', 'x');
  expect(poll()).toEqual(['DELETED a 2', 'ADDED b 4']);
  server.call('PATCH', `${all}/b`, { spec: { size: 9 } }, merge);
  server.call('DELETE', `${all}/b`);
  expect(poll()).toEqual(['MODIFIED b 5', 'DELETED b 6']);
  expect(poll()).toEqual([]);
});

test('a history that is forgotten is an error, and the end', () => {
  const poll = follow('&resourceVersion=1');
  Object.defineProperty(server.store, 'since', { value: () => undefined });
  const { events, next } = server.poll(server.watch(`${all}?watch=1&resourceVersion=1`));
  expect(events[0]).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
  expect(next).toBeUndefined();
  expect(poll()).toHaveLength(2);
});

test('bookmarks come each minute and before the end', () => {
  const poll = follow('&resourceVersion=1&allowWatchBookmarks=true&timeoutSeconds=90');
  expect(poll()).toEqual([]);
  server.now += 60_000;
  expect(poll()).toEqual(['BOOKMARK - 1']);
  expect(poll()).toEqual([]);
  server.now += 30_000;
  expect(poll()).toEqual(['BOOKMARK - 1', 'END']);
});

test('without bookmarks a watch just ends', () => {
  const poll = follow('&resourceVersion=1&timeoutSeconds=5');
  server.now += 5_000;
  expect(poll()).toEqual(['END']);
});

test('tables say their columns once', () => {
  const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io';
  add('b');
  const { events } = server.poll(server.watch(`${all}?watch=1`, accept));
  expect(
    events.map(({ object }) => [object.kind, Array.isArray(object.columnDefinitions)]),
  ).toEqual([
    ['Table', true],
    ['Table', false],
  ]);
  expect(events[1]?.object.rows).toMatchObject([
    { cells: ['b'], object: { kind: 'PartialObjectMetadata', metadata: { name: 'b' } } },
  ]);
});

test('positions are small plain JSON', () => {
  const position = server.watch(`${all}?watch=1&labelSelector=app`);
  expect(JSON.parse(JSON.stringify(position))).toEqual(position);
  const long = 'x'.repeat(2_100);
  expect(server.get(`${all}?watch=1&labelSelector=${long}`).status).toBe(400);
});
