import { describe, expect, test } from 'vitest';
import { Lab, podManifest } from '../kubelet/testing/lab.ts';
import { answerAddresses } from './dns.ts';
import { candidates, parseResolverConfig } from './resolver.ts';

const second = 1_000;

describe('names in a cluster', () => {
  const lab = new Lab();
  const service = (name: string, spec: object) =>
    lab.create('services', { metadata: { name }, spec });
  const labels = { app: 'web' };
  const pod = (name: string, more: object) => ({
    ...podManifest(name, 'nginx:1.27', more, { hostname: name, subdomain: 'web' }),
    metadata: { name, labels },
  });
  service('web', { clusterIP: 'None', selector: labels, ports: [{ port: 80 }] });
  service('vip', {
    clusterIP: '10.96.7.7',
    selector: labels,
    ports: [{ port: 8000, targetPort: 80 }],
  });
  service('out', { type: 'ExternalName', externalName: 'example.com' });
  lab.create('pods', pod('a', {}));
  lab.create('pods', pod('b', { readinessProbe: { tcpSocket: { port: 81 } } }));
  lab.advance(6 * second);
  const address = (name: string) => lab.pod(name)?.status.podIP ?? '';

  test.each([
    ['vip.default.svc.cluster.local', 'NOERROR', () => ['10.96.7.7']],
    ['VIP.default.svc.cluster.local.', 'NOERROR', () => ['10.96.7.7']],
    ['web.default.svc.cluster.local', 'NOERROR', () => [address('a')]],
    ['a.web.default.svc.cluster.local', 'NOERROR', () => [address('a')]],
    ['b.web.default.svc.cluster.local', 'NXDOMAIN', () => []],
    ['none.default.svc.cluster.local', 'NXDOMAIN', () => []],
    ['web.nowhere.svc.cluster.local', 'NXDOMAIN', () => []],
    ['default.svc.cluster.local', 'NOERROR', () => []],
    ['10-1-2-3.default.pod.cluster.local', 'NOERROR', () => ['10.1.2.3']],
    ['out.default.svc.cluster.local', 'NOERROR', () => []],
    ['example.com', 'outside', () => []],
  ])('%s: %s', (name, status, addresses) => {
    const answer = answerAddresses(lab.cluster.read, name);
    expect(answer).toMatchObject({ status, addresses: addresses() });
  });
});

describe('the search list', () => {
  const config = parseResolverConfig(
    'search default.svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:2\n',
    '127.0.0.1\tlocalhost\n10.1.1.1\tme me.web # own\n',
  );
  test.each([
    ['web', 'web.default.svc.cluster.local web.cluster.local web'],
    ['a.web', 'a.web.default.svc.cluster.local a.web.cluster.local a.web'],
    ['a.b.c', 'a.b.c a.b.c.default.svc.cluster.local a.b.c.cluster.local'],
    ['web.', 'web'],
  ])('%s is looked up as %s', (name, expected) => {
    expect(candidates(config, name).join(' ')).toBe(expected);
  });

  test('/etc/hosts comes with all names of a line', () => {
    expect(config.hosts.get('me.web')).toEqual(['10.1.1.1']);
    expect(config.nameservers).toEqual(['10.96.0.10']);
  });
});
