import { describe, expect, test } from 'vitest';
import { allImages, ImageCatalog } from '../kubelet/images/index.ts';
import { createListeners } from '../kubelet/servers.ts';
import { Lab, podManifest } from '../kubelet/testing/lab.ts';
import { networkAt } from './pod-network.ts';
import { parseResolverConfig } from './resolver.ts';

const second = 1_000;
const catalog = new ImageCatalog(allImages);
const resolvConf =
  'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n';

/** One GET from a machine at 10.244.1.200: the body, or why there is none. */
function get(lab: Lab, host: string, port: number, path = '/', turn = ''): string {
  return lab.cluster.act('test', (world) => {
    const network = networkAt({
      read: world.read,
      listeners: createListeners(world, catalog),
      addresses: ['10.244.1.200'],
      resolver: () => parseResolverConfig(resolvConf, '127.0.0.1 localhost\n'),
      random: (purpose) => world.random('test', turn, purpose),
      dnsServer: '10.96.0.10',
    });
    const request = { method: 'GET', scheme: 'http', host, port, path, headers: [] } as const;
    const answer = network.http({ ...request, body: '', timeoutMs: 1_000 });
    return answer.ok ? answer.value.body : answer.failure;
  });
}

function labWithPods(): Lab {
  const lab = new Lab();
  const spec = { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] };
  lab.create('services', { metadata: { name: 'web' }, spec: { ...spec, clusterIP: '10.96.9.9' } });
  lab.create('services', { metadata: { name: 'heads' }, spec: { ...spec, clusterIP: 'None' } });
  lab.create('services', {
    metadata: { name: 'empty' },
    spec: { selector: { app: 'none' }, ports: [{ port: 80 }], clusterIP: '10.96.9.8' },
  });
  const image = 'registry.k8s.io/e2e-test-images/agnhost:2.47';
  for (const name of ['a', 'b'])
    lab.create('pods', {
      ...podManifest(name, image, { args: ['netexec', '--http-port=8080'] }),
      metadata: { name, labels: { app: 'web' } },
    });
  lab.advance(6 * second);
  return lab;
}

describe('the network of a pod', () => {
  const lab = labWithPods();
  const address = lab.pod('a')?.status.podIP ?? '';

  test.each([
    [address, 8080, 'a'],
    [address, 81, 'refused'],
    ['10.244.3.250', 80, 'unreachable'],
    ['10.96.9.9', 8080, 'timeout'],
    ['empty', 80, 'refused'],
    ['nowhere', 80, 'unknown-host'],
    ['192.168.49.11', 80, 'refused'],
  ])('GET %s:%d -> %s', (host, port, expected) => {
    expect(get(lab, host, port, '/hostname')).toBe(expected);
  });

  test('spreads requests to a Service over its pods', () => {
    const names = Array.from({ length: 12 }, (_, i) => get(lab, 'web', 80, '/hostname', `${i}`));
    expect([...new Set(names)].sort()).toEqual(['a', 'b']);
  });

  test('a headless name leads straight to a pod, on the pod’s own port', () => {
    expect(get(lab, 'heads', 8080, '/hostname')).toMatch(/^[ab]$/);
    expect(get(lab, 'heads', 80, '/hostname')).toBe('refused');
  });
});
