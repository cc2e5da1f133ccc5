import { describe, expect, test } from 'vitest';
import { leases, nodes } from '../api/index.ts';
import { call } from '../testing/clusters.ts';
import { registerNode } from './register-node.ts';
import { Lab, podManifest } from './testing/lab.ts';

const second = 1_000;

describe('a node', () => {
  test('that was registered has the status and lease of a kubelet', () => {
    const { read } = new Lab().cluster;
    const node = read.get(nodes, { namespace: '', name: 'node-1' });
    expect(node?.status.conditions?.map(({ type, status }) => `${type}=${status}`)).toEqual([
      'MemoryPressure=False',
      'DiskPressure=False',
      'PIDPressure=False',
      'Ready=True',
    ]);
    expect(node?.status.nodeInfo).toMatchObject({
      kubeletVersion: 'v1.36.2',
      containerRuntimeVersion: 'containerd://2.1.4',
    });
    const lease = read.get(leases, { namespace: 'kube-node-lease', name: 'node-1' });
    expect(lease?.spec?.holderIdentity).toBe('node-1');
  });

  test('that somebody made through the API runs nothing until it has a kubelet', () => {
    const lab = new Lab();
    call(lab.cluster, 'POST', '/api/v1/nodes', { metadata: { name: 'mine' } });
    lab.create('pods', podManifest('p', 'nginx:1.27', {}, { nodeName: 'mine' }));
    lab.create('pods', podManifest('q', 'nginx:1.27', {}, { nodeName: 'later' }));
    lab.advance(10 * second);
    expect(lab.state('p')).toBe('Pending ');
    lab.cluster.act('test', (world) =>
      registerNode(world, { name: 'later', address: '192.168.49.99', podCIDR: '10.244.9.0/24' }),
    );
    lab.advance(10 * second);
    expect(lab.state('q')).toBe('Running Running* 0');
    expect(lab.pod('q')?.status.podIP).toBe('10.244.9.2');
  });
});
