import { expect, test } from 'vitest';
import { apiServices, services } from '../../api/index.ts';
import { TestCluster } from '../testing/cluster.ts';
import { apiServiceController } from './controller.ts';

test('an API server behind a service is not available, and it is said why', () => {
  const cluster = new TestCluster([apiServiceController]);
  const reason = (): string | undefined =>
    cluster.store.get(apiServices, { namespace: '', name: 'v1.example.com' })?.status
      .conditions?.[0]?.reason;
  const priorities = { groupPriorityMinimum: 100, versionPriority: 10 };
  const service = { namespace: 'default', name: 'api' };
  cluster.do((client) =>
    client.create(apiServices, {
      metadata: { name: 'v1.example.com' },
      spec: { group: 'example.com', version: 'v1', service, ...priorities },
    }),
  );
  expect(reason()).toBe('ServiceNotFound');
  cluster.do((client) =>
    client.create(services, { metadata: service, spec: { ports: [{ port: 443 }] } }),
  );
  expect(reason()).toBe('MissingEndpoints');
});
