import { describe, expect, test } from 'vitest';
import { type Service, services } from '../../api/index.ts';
import { type Frozen, freeze } from '../../lib/json.ts';
import { keyed } from '../../lib/random.ts';
import { MemoryStore } from '../../storage/memory-store.ts';
import type { AdmissionAttributes } from './plugin.ts';
import { serviceAllocation } from './service-allocation.ts';
import { freeClusterIP, freeNodePort } from './service-ranges.ts';

type Spec = Partial<Service['spec']>;

function admit(spec: Spec, others: readonly Spec[] = [], before?: Spec): Service['spec'] {
  const store = new MemoryStore();
  const make = (name: string, part: Spec): Service =>
    ({
      metadata: { namespace: 'default', name, uid: name, resourceVersion: '' },
      spec: { type: 'ClusterIP', ...structuredClone(part) },
    }) as unknown as Service;
  store.transaction({ at: 0, actor: 'test' }, (tx) => {
    others.forEach((other, i) => {
      tx.put(services, freeze(make(`other-${i}`, other)));
    });
    return true;
  });
  const draft = make('web', spec);
  const attributes: AdmissionAttributes = {
    operation: before ? 'UPDATE' : 'CREATE',
    resource: services as never,
    subresource: '',
    namespace: 'default',
    name: 'web',
    user: { name: 'test', groups: [] },
    read: store,
    now: 0,
    dryRun: false,
    random: (purpose) => keyed('seed', purpose),
    ...(before ? { old: freeze(make('web', before)) as Frozen<Service> } : {}),
  };
  serviceAllocation.admit?.(attributes, draft);
  return draft.spec;
}

const http = { port: 80, protocol: 'TCP', targetPort: 80 };

describe('cluster IPs', () => {
  test('one of the range, the same each time, never one that is taken', () => {
    const first = admit({}).clusterIP ?? '';
    expect(first).toMatch(/^10\.(9[6-9]|10\d|11[01])\./);
    expect(admit({})).toMatchObject({
      clusterIPs: [first],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
    });
    expect(admit({}, [{ clusterIPs: [first] }]).clusterIP).not.toBe(first);
  });

  test('none for those that have none', () => {
    expect(admit({ clusterIP: 'None', selector: { app: 'web' } }).clusterIP).toBe('None');
    expect(admit({ type: 'ExternalName' }).clusterIP).toBeUndefined();
  });

  test('an update keeps what was given before', () => {
    const before = { clusterIP: '10.96.7.7', clusterIPs: ['10.96.7.7'] };
    expect(admit({}, [], before).clusterIP).toBe('10.96.7.7');
  });

  test.each([
    ['10.96.0.9', 'failed to allocate IP 10.96.0.9: provided IP is already allocated'],
    [
      '10.0.0.9',
      'failed to allocate IP 10.0.0.9: the provided network does not match the current range',
    ],
  ])('%s is refused', (clusterIP, text) => {
    const create = (): unknown => admit({ clusterIP }, [{ clusterIPs: ['10.96.0.9'] }]);
    expect(create).toThrow(
      `Service "web" is invalid: spec.clusterIPs: Invalid value: ["${clusterIP}"]: ${text}`,
    );
  });
});

describe('node ports', () => {
  test('different ones, in the range', () => {
    const ports = admit({ type: 'NodePort', ports: [http, { ...http, port: 81 }] }).ports ?? [];
    const [a = 0, b = 0] = ports.map((port) => port.nodePort);
    expect(a).not.toBe(b);
    for (const port of [a, b]) expect(port >= 30_086 && port <= 32_767).toBe(true);
  });

  test.each([
    [8080, 'provided port is not in the valid range. The range of valid ports is 30000-32767'],
    [30_080, 'provided port is already allocated'],
  ])('%s is refused', (nodePort, text) => {
    const taken: Spec = { type: 'NodePort', ports: [{ ...http, nodePort: 30_080 }] };
    const create = (): unknown =>
      admit({ type: 'NodePort', ports: [{ ...http, nodePort }] }, [taken]);
    expect(create).toThrow(
      `Service "web" is invalid: spec.ports[0].nodePort: Invalid value: ${nodePort}: ${text}`,
    );
  });

  test('an update keeps its own', () => {
    const before: Spec = { type: 'NodePort', ports: [{ ...http, nodePort: 30_080 }] };
    expect(admit({ type: 'NodePort', ports: [http] }, [], before).ports?.[0]?.nodePort).toBe(
      30_080,
    );
  });
});

test('a full range has nothing left', () => {
  const ports = new Set(Array.from({ length: 2_768 }, (_, i) => 30_000 + i));
  expect(freeNodePort(keyed('seed', 'x'), ports)).toBeUndefined();
  ports.delete(31_234);
  expect(freeNodePort(keyed('seed', 'x'), ports)).toBe(31_234);
  expect(freeClusterIP(keyed('seed', 'x'), new Set())).toBeDefined();
});
