import { describe, expect, test } from 'vitest';
import { fieldErrorText } from '../apimachinery/field-error.ts';
import type { KubeObject } from '../apimachinery/meta.ts';
import type { RequestContext, Resource } from '../apimachinery/resource.ts';
import { assert } from '../lib/assert.ts';
import { type Frozen, freeze, isObject, type JsonObject } from '../lib/json.ts';
import { keyed } from '../lib/random.ts';
import { allResources } from './index.ts';

const context: RequestContext = {
  now: 0,
  user: { name: 'tester', groups: [] },
  apiVersion: 'v1',
  random: (purpose) => keyed('rules', purpose),
};

const container = { name: 'web', image: 'nginx:1.27' };
const podOf = (spec: JsonObject): JsonObject => ({ spec: { containers: [container], ...spec } });
const setOf = (spec: JsonObject): JsonObject => ({
  spec: {
    serviceName: 'web',
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, ...podOf({}) },
    ...spec,
  },
});

describe('errors of new objects', () => {
  const cases: readonly (readonly [string, string, JsonObject, readonly string[]])[] = [
    [
      'a volume without a source',
      'PersistentVolume',
      { spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'] } },
      ['spec: Required value: must specify a volume type'],
    ],
    [
      'two containers of one name',
      'Pod',
      podOf({ containers: [container, container] }),
      ['spec.containers[1].name: Duplicate value: "web"'],
    ],
    [
      "a map's key",
      'ConfigMap',
      { data: { 'a/b': 'x' } },
      [
        "data[a/b]: Invalid value: \"a/b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ],
    ],
    [
      'a template that may end',
      'StatefulSet',
      setOf({
        template: { metadata: { labels: { app: 'web' } }, ...podOf({ restartPolicy: 'Never' }) },
      }),
      ['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
    ],
    [
      'a negative partition',
      'StatefulSet',
      setOf({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: -1 } } }),
      [
        'spec.updateStrategy.rollingUpdate.partition: Invalid value: -1: must be greater than or equal to 0',
      ],
    ],
    // An unknown type is dropped by the decoder, and nothing means emptyDir.
    ["a pod's volume without a source", 'Pod', podOf({ volumes: [{ name: 'data' }] }), []],
    ['a sound set', 'StatefulSet', setOf({}), []],
  ];
  test.each(cases)('%s', (_, kind, object, errors) => {
    const { strategy } = resourceOf(kind);
    const found = strategy.validate(created(kind, object), context);
    expect(found.map(fieldErrorText)).toEqual(errors);
  });
});

describe('errors of changed objects', () => {
  const cases: readonly (readonly [string, string, JsonObject, JsonObject, readonly string[]])[] = [
    [
      "a class's provisioner",
      'StorageClass',
      { provisioner: 'a' },
      { provisioner: 'b' },
      ['provisioner: Forbidden: updates to provisioner are forbidden.'],
    ],
    [
      "a secret's type",
      'Secret',
      { type: 'Opaque' },
      { type: 'example.com/other' },
      ['type: Invalid value: "example.com/other": field is immutable'],
    ],
    ['a set of more replicas', 'StatefulSet', setOf({}), setOf({ replicas: 3 }), []],
  ];
  test.each(cases)('%s', (_, kind, before, after, errors) => {
    const { strategy } = resourceOf(kind);
    const found = strategy.validateUpdate(created(kind, after), created(kind, before), context);
    expect(found.map(fieldErrorText)).toEqual(errors);
  });
});

describe('generation', () => {
  const annotated = (object: JsonObject): JsonObject => ({ ...object, annotations: { a: 'b' } });
  const cases: readonly (readonly [string, JsonObject, JsonObject, number])[] = [
    ['StatefulSet', setOf({}), setOf({ replicas: 3 }), 2],
    ['StatefulSet', setOf({}), annotated(setOf({})), 1],
    ['Deployment', setOf({}), annotated(setOf({})), 2],
    ['Pod', podOf({}), podOf({ activeDeadlineSeconds: 9 }), 2],
    ['Pod', podOf({}), annotated(podOf({})), 1],
  ];
  test.each(cases)('%s %#', (kind, before, { annotations, ...after }, generation) => {
    const { strategy } = resourceOf(kind);
    const draft = draftOf(kind, after);
    if (isObject(annotations)) draft.metadata.annotations = { a: 'b' };
    strategy.prepareForUpdate?.(draft, created(kind, before), context);
    expect(draft.metadata.generation).toBe(generation);
  });
});

describe("a pod's grace", () => {
  const running = podOf({ nodeName: 'node-1', terminationGracePeriodSeconds: 30 });
  const cases: readonly (readonly [string, JsonObject, string, number | undefined, number])[] = [
    ['no node yet', podOf({}), 'Pending', undefined, 0],
    ['has ended', running, 'Succeeded', undefined, 0],
    ["the pod's own", running, 'Running', undefined, 30],
    ['as asked', running, 'Running', 5, 5],
    ['forced', running, 'Running', 0, 0],
  ];
  test.each(cases)('%s', (_, object, phase, asked, seconds) => {
    const pod = { ...created('Pod', object), status: { phase } };
    expect(resourceOf('Pod').strategy.graceSeconds?.(pod, asked)).toBe(seconds);
  });
});

describe('quality of service', () => {
  const cases: readonly (readonly [JsonObject, string])[] = [
    [{}, 'BestEffort'],
    [{ requests: { cpu: '100m' } }, 'Burstable'],
    [{ limits: { cpu: '100m' } }, 'Burstable'],
    [{ limits: { cpu: '1', memory: '1Gi' } }, 'Guaranteed'],
    [{ requests: { cpu: '1000m' }, limits: { cpu: '1', memory: '1Gi' } }, 'Guaranteed'],
  ];
  test.each(cases)('%j is %s', (resources, wanted) => {
    const pod: Frozen<KubeObject> & { readonly status?: unknown } = created(
      'Pod',
      podOf({ containers: [{ ...container, resources }] }),
    );
    expect(pod.status).toMatchObject({ phase: 'Pending', qosClass: wanted });
  });
});

test('old fields are warned of', () => {
  const selector = { 'beta.kubernetes.io/os': 'linux' };
  const pod = created('Pod', podOf({ nodeSelector: selector }));
  expect(resourceOf('Pod').strategy.warnings?.(pod)).toEqual([
    'spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead',
  ]);
});

function resourceOf(kind: string): Resource {
  const resource = allResources.find((found) => found.kind === kind);
  assert(resource, `kind ${kind}`);
  return resource;
}

function draftOf(kind: string, object: JsonObject): KubeObject {
  const metadata = { name: 'x', namespace: 'default', resourceVersion: '1' };
  const draft: unknown = { apiVersion: 'v1', kind, metadata, ...structuredClone(object) };
  assert(isKubeObject(draft), 'an object');
  resourceOf(kind).strategy.setDefaults(draft, context);
  return draft;
}

function isKubeObject(value: unknown): value is KubeObject {
  return isObject(value) && isObject(value.metadata);
}

function created(kind: string, object: JsonObject): Frozen<KubeObject> {
  const draft = draftOf(kind, object);
  resourceOf(kind).strategy.prepareForCreate?.(draft, context);
  return freeze(draft);
}
