import { beforeEach, describe, expect, test } from 'vitest';
import { configMaps, events, namespaces } from '../api/index.ts';
import { compareVersions } from '../apimachinery/version.ts';
import { TestServer } from './testing/test-server.ts';

const stored = '/api/v1/namespaces/default/events';
const other = '/apis/events.k8s.io/v1/namespaces/default/events';
const about = { kind: 'Pod', name: 'web-0', namespace: 'default' };

const event = {
  metadata: { name: 'e1' },
  eventTime: '2026-11-20T10:00:00.000000Z',
  reportingController: 'example.com/cook',
  reportingInstance: 'cook-1',
  action: 'Cooking',
  reason: 'Cooked',
  regarding: about,
  note: 'It is done.',
  type: 'Normal',
};

describe('a kind in two versions', () => {
  let server: TestServer;
  beforeEach(() => {
    server = new TestServer([namespaces, configMaps, events]);
  });

  test('is one object, told in the words of the version that is asked', () => {
    expect(server.call('POST', other, event).line).toBe('201');
    const first = server.get(`${stored}/e1`);
    expect(first.at('apiVersion')).toBe('v1');
    expect(first.at('involvedObject')).toEqual(about);
    expect(first.at('message')).toBe('It is done.');
    const second = server.get(`${other}/e1`);
    expect(second.at('apiVersion')).toBe('events.k8s.io/v1');
    expect(second.at('regarding')).toEqual(about);
    expect(Object.keys(second.at() as object)).not.toContain('involvedObject');
    expect(second.at('metadata', 'resourceVersion')).toBe(first.at('metadata', 'resourceVersion'));
  });

  test('is listed, selected, printed and watched in both', () => {
    const watches = [other, stored].map((url) => server.watch(`${url}?watch=1`));
    server.call('POST', other, event);
    expect(server.get(other).at('kind')).toBe('EventList');
    expect(server.get(other).at('items', 0, 'note')).toBe('It is done.');
    const selected = (url: string, field: string): unknown =>
      (server.get(`${url}?fieldSelector=${field}%3Dweb-0`).at('items') as unknown[] | undefined)
        ?.length ?? server.get(`${url}?fieldSelector=${field}%3Dweb-0`).line;
    expect(selected(other, 'regarding.name')).toBe(1);
    expect(selected(stored, 'involvedObject.name')).toBe(1);
    expect(selected(other, 'involvedObject.name')).toMatch(/^400 .*field label not supported/);
    const table = server.get(other, 'application/json;as=Table;v=v1;g=meta.k8s.io');
    expect(table.at('rows', 0, 'cells', 3)).toBe('pod/web-0');
    const seen = watches.map((position) => server.poll(position).events[0]?.object);
    expect(seen.map((object) => object?.apiVersion)).toEqual(['events.k8s.io/v1', 'v1']);
    expect(seen.map((object) => object?.note ?? object?.message)).toEqual([event.note, event.note]);
  });

  test('is patched in the fields of the version, by its rules', () => {
    server.call('POST', other, event);
    const patch = (url: string, body: object): string =>
      server.call('PATCH', `${url}/e1`, body, 'application/merge-patch+json').line;
    const series = { count: 2, lastObservedTime: '2026-11-20T10:00:01.000000Z' };
    expect(patch(other, { series })).toBe('200');
    expect(server.get(`${stored}/e1`).at('series', 'count')).toBe(2);
    expect(patch(other, { note: 'Changed' })).toBe(
      '422 Event "e1" is invalid: message: Invalid value: "Changed": field is immutable',
    );
    expect(patch(stored, { message: 'Changed' })).toBe('200');
    expect(server.get(`${other}/e1`).at('note')).toBe('Changed');
  });

  test('is strict where the version is', () => {
    const { reason: _, ...incomplete } = { ...event, type: 'Odd', deprecatedCount: 3 };
    expect(server.call('POST', other, incomplete).line).toBe(
      '422 Event "e1" is invalid: [reason: Required value, type: Invalid value: "": has invalid value: Odd, count: Invalid value: "": needs to be unset]',
    );
    const old = { metadata: { name: 'e2' }, involvedObject: about, count: 3 };
    expect(server.call('POST', stored, old).line).toBe('201');
    expect(server.call('POST', other, { ...old, apiVersion: 'v1', kind: 'Event' }).line).toBe(
      '400 the API version in the data (v1) does not match the expected API version (events.k8s.io/v1)',
    );
  });

  test('is deleted once', () => {
    server.call('POST', other, event);
    expect(server.call('DELETE', `${other}/e1`).at('details', 'kind')).toBe('events');
    expect(server.get(`${stored}/e1`).line).toBe('404 events "e1" not found');
  });

  test('is discovered as its own group', () => {
    expect(server.get('/apis/events.k8s.io').at('preferredVersion', 'groupVersion')).toBe(
      'events.k8s.io/v1',
    );
    expect(server.get('/apis/events.k8s.io/v1').at('resources', 0, 'kind')).toBe('Event');
    expect(server.get('/openapi/v3').at('paths', 'apis/events.k8s.io/v1')).toBeDefined();
  });
});

test('versions stand in the order of their stability and number', () => {
  const sorted = ['v1beta2', 'v1', 'v2', 'v1alpha1', 'v10', 'foo', 'v1beta10'].sort(
    compareVersions,
  );
  expect(sorted).toEqual(['v10', 'v2', 'v1', 'v1beta10', 'v1beta2', 'v1alpha1', 'foo']);
});
