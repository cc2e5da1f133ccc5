import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { defaultAdmission } from '../../apiserver/api-server.ts';
import { TestServer } from '../../apiserver/testing/test-server.ts';
import type { JsonObject } from '../../lib/json.ts';
import { allResources, networkPolicies } from '../index.ts';

const root = '/apis/networking.k8s.io/v1';
const inDefault = `${root}/namespaces/default`;
const namespace = { metadata: { name: 'default' } };

let server: TestServer;
beforeEach(() => {
  server = new TestServer(allResources, defaultAdmission);
  server.call('POST', '/api/v1/namespaces', namespace);
});

/** Creates an object named x with a spec that is written in YAML; the answer's line. */
function create(url: string, spec: string, metadata: JsonObject = {}): string {
  const body = { metadata: { name: 'x', ...metadata }, spec: parse(spec) };
  return server.call('POST', url, body).line.replace(/^422 [\w.]+ "\S+" is invalid: /, '');
}

const backend = 'backend: {service: {name: s, port: {number: 80}}}';

describe('Ingress', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['{}', 'spec: Invalid value: null: either `defaultBackend` or `rules` must be specified'],
    [
      `{rules: [{http: {paths: [{path: /, ${backend}}]}}]}`,
      'spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified',
    ],
    [
      `{rules: [{http: {paths: [{path: /a/../b, pathType: Exact, ${backend}}]}}]}`,
      `spec.rules[0].http.paths[0].path: Invalid value: "/a/../b": must not contain '/../'`,
    ],
    [
      `{rules: [{host: 10.0.0.1, http: {paths: [{path: /, pathType: Prefix, ${backend}}]}}]}`,
      'spec.rules[0].host: Invalid value: "10.0.0.1": must be a DNS name, not an IP address',
    ],
    [
      `{rules: [{host: "a.*.test", http: {paths: [{path: /, pathType: Prefix, ${backend}}]}}]}`,
      `spec.rules[0].host: Invalid value: "a.*.test": a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
    ],
    [
      '{defaultBackend: {service: {name: s, port: {number: 80, name: http}}}}',
      'spec.defaultBackend: Invalid value: "": cannot set both port name & port number',
    ],
    [
      '{defaultBackend: {service: {name: s}}}',
      'spec.defaultBackend: Required value: port name or number is required',
    ],
    ['{defaultBackend: {resource: {kind: Bucket, name: b, apiGroup: example.com}}}', '201'],
    [`{rules: [{host: "*.test", http: {paths: [{path: /, pathType: Exact, ${backend}}]}}]}`, '201'],
  ];
  test.each(cases)('%s', (spec, line) => {
    expect(create(`${inDefault}/ingresses`, spec)).toBe(line);
  });

  test('a class in the old way is warned of', () => {
    const annotations = { 'kubernetes.io/ingress.class': 'a' };
    const body = {
      metadata: { name: 'x', annotations },
      spec: parse('{defaultBackend: {service: {name: s, port: {number: 80}}}}'),
    };
    const answer = server.call('POST', `${inDefault}/ingresses`, body);
    expect(answer.warnings).toEqual([
      'annotation "kubernetes.io/ingress.class" is deprecated, please use \'spec.ingressClassName\' instead',
    ]);
  });

  test('the newest default class is taken where none is named', () => {
    const annotations = { 'ingressclass.kubernetes.io/is-default-class': 'true' };
    for (const name of ['old', 'new']) {
      create(`${root}/ingressclasses`, '{controller: example.com/c}', { name, annotations });
      server.now += 1_000;
    }
    const spec = '{defaultBackend: {service: {name: s, port: {number: 80}}}}';
    create(`${inDefault}/ingresses`, spec);
    const got = server.get(`${inDefault}/ingresses/x`);
    expect(got.at('spec', 'ingressClassName')).toBe('new');
    expect(got.at('metadata', 'generation')).toBe(1);
    expect(got.at('status')).toEqual({ loadBalancer: {} });
  });
});

describe('IngressClass', () => {
  test.each([
    ['{}', 'spec.controller: Required value'],
    [
      '{controller: x}',
      'spec.controller: Invalid value: "x": must be a domain-prefixed path (such as "acme.io/foo")',
    ],
    [
      '{controller: example.com/x, parameters: {kind: K, name: n, scope: Namespace}}',
      "spec.parameters.namespace: Required value: `parameters.scope` is set to 'Namespace'",
    ],
    ['{controller: example.com/x, parameters: {kind: K, name: n}}', '201'],
  ])('%s', (spec, line) => {
    expect(create(`${root}/ingressclasses`, spec)).toBe(line);
  });

  test('its controller is fixed', () => {
    create(`${root}/ingressclasses`, '{controller: example.com/x}');
    const patch = { spec: { controller: 'example.com/other' } };
    const type = 'application/merge-patch+json';
    expect(server.call('PATCH', `${root}/ingressclasses/x`, patch, type).line).toBe(
      '422 IngressClass.networking.k8s.io "x" is invalid: spec.controller: Invalid value: "example.com/other": field is immutable',
    );
  });
});

describe('NetworkPolicy', () => {
  test.each([
    ['{podSelector: {}}', '201'],
    [
      '{podSelector: {}, ingress: [{from: [{}]}]}',
      'spec.ingress[0].from[0]: Required value: must specify a peer',
    ],
    [
      '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}}]}]}',
      'spec.egress[0].to[0].ipBlock.except[0]: Invalid value: "11.0.0.0/16": must be a strict subset of `cidr`',
    ],
    [
      '{podSelector: {}, ingress: [{ports: [{port: 80, endPort: 70}]}]}',
      'spec.ingress[0].ports[0].endPort: Invalid value: 80: must be greater than or equal to `port`',
    ],
    [
      '{podSelector: {}, policyTypes: [Both]}',
      'spec.policyTypes[0]: Unsupported value: "Both": supported values: "Egress", "Ingress"',
    ],
  ])('%s', (spec, line) => {
    expect(create(`${inDefault}/networkpolicies`, spec)).toBe(line);
  });

  test('says which directions it is about', () => {
    create(`${inDefault}/networkpolicies`, '{podSelector: {}, egress: [{ports: [{port: 53}]}]}');
    const got = server.get(`${inDefault}/networkpolicies/x`);
    expect(got.at('spec', 'policyTypes')).toEqual(['Ingress', 'Egress']);
    expect(got.at('spec', 'egress', 0, 'ports', 0)).toEqual({ protocol: 'TCP', port: 53 });
  });

  test('a range that names an address in it is warned of', () => {
    const spec = parse('{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.1.2.3/8}}]}]}');
    const body = { metadata: { name: 'x' }, spec };
    expect(server.call('POST', `${inDefault}/networkpolicies`, body).warnings).toEqual([
      'spec.ingress[0].from[0].ipBlock.cidr: CIDR value "10.1.2.3/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.1.2.3/32"?)',
    ]);
  });
});

describe('ServiceCIDR and IPAddress', () => {
  test.each([
    ['{}', 'spec.cidrs: Required value: at least one CIDR required'],
    [
      '{cidrs: [10.0.0.0/8, 11.0.0.0/8]}',
      'spec.cidrs: Invalid value: {"CIDRs":["10.0.0.0/8","11.0.0.0/8"]}: may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64',
    ],
    ['{cidrs: [10.0.0.0/24]}', '201'],
  ])('%s', (spec, line) => {
    expect(create(`${root}/servicecidrs`, spec)).toBe(line);
  });

  test.each([
    ['10.1.1.1', '{parentRef: {resource: services, namespace: default, name: s}}', '201'],
    ['10.1.1.1', '{}', 'spec.parentRef: Required value'],
    [
      'x',
      '{parentRef: {resource: services, name: s}}',
      'metadata.name: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
  ])('address %s %s', (name, spec, line) => {
    expect(create(`${root}/ipaddresses`, spec, { name })).toBe(line);
  });
});

describe('described as kubectl 1.35 does', () => {
  test('NetworkPolicy', () => {
    const manifest = {
      metadata: { name: 'np', namespace: 'default', creationTimestamp: '2026-11-27T20:36:42Z' },
      spec: parse(`
        podSelector: {}
        policyTypes: [Ingress, Egress]
        egress:
        - to:
          - namespaceSelector: {matchLabels: {team: a}}
            podSelector: {matchExpressions: [{key: app, operator: In, values: [x1, y1]}]}
          - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
          ports: [{port: 53, protocol: UDP}, {port: 8000, endPort: 9000}]`),
    };
    expect(networkPolicies.describe?.(manifest as never, {} as never)).toBe(
      `Name:         np
Namespace:    default
Created on:   2026-11-27 20:36:42 +0000 UTC
Labels:       <none>
Annotations:  <none>
Spec:
  PodSelector:     <none> (Allowing the specific traffic to all pods in this namespace)
  Allowing ingress traffic:
    <none> (Selected pods are isolated for ingress connectivity)
  Allowing egress traffic:
    To Port: 53/UDP
    To Port Range: 8000-9000/TCP
    To:
      NamespaceSelector: team=a
      PodSelector: app in (x1,y1)
    To:
      IPBlock:
        CIDR: 10.0.0.0/8
        Except: 10.1.0.0/16
  Policy Types: Ingress, Egress
`,
    );
  });
});
