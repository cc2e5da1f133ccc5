import { expect, test } from 'vitest';
import { allResources, namespaces, pods } from '../api/index.ts';
import { hour } from '../lib/instant.ts';
import { incoming, outgoing } from './clock-shift.ts';
import { TestServer } from './testing/test-server.ts';

const pod = {
  metadata: {
    creationTimestamp: '2026-11-20T10:00:00Z',
    annotations: { at: '2026-11-20T10:00:00Z' },
  },
  status: {
    startTime: '2026-11-20T10:00:01Z',
    conditions: [{ type: 'Ready', lastTransitionTime: '2026-11-20T10:00:02Z' }],
  },
};

test('times move, texts do not', () => {
  expect(outgoing(pods.schema, pod, hour)).toEqual({
    metadata: {
      creationTimestamp: '2026-11-20T09:00:00Z',
      annotations: { at: '2026-11-20T10:00:00Z' },
    },
    status: {
      startTime: '2026-11-20T09:00:01Z',
      conditions: [{ type: 'Ready', lastTransitionTime: '2026-11-20T09:00:02Z' }],
    },
  });
});

test('out and in again is the same, for skips that are no whole seconds too', () => {
  for (const skipped of [0, 1, 999, 1_500, hour + 123]) {
    expect(incoming(pods.schema, outgoing(pods.schema, pod, skipped), skipped)).toEqual(pod);
  }
});

test('a round trip through the API after a skip writes nothing', () => {
  const server = new TestServer(allResources);
  server.act((client) => client.create(namespaces, { metadata: { name: 'a' } }));
  server.clockSkipped = hour + 123;
  const answer = server.get('/api/v1/namespaces/a');
  expect(answer.at('metadata', 'creationTimestamp')).toBe('2026-11-20T09:00:00Z');
  expect(server.call('PUT', '/api/v1/namespaces/a', JSON.parse(answer.text)).status).toBe(200);
  const merge = 'application/merge-patch+json';
  expect(server.call('PATCH', '/api/v1/namespaces/a', {}, merge).status).toBe(200);
  expect(server.store.revision).toBe(1);
});
