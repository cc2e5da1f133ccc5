import { describe, expect, test } from 'vitest';
import { manifest, recordedErrors, recordedObject, recording } from '../../test/golden.ts';
import { fieldErrorText } from '../apimachinery/field-error.ts';
import type { KubeObject } from '../apimachinery/meta.ts';
import type { DescribeContext, RequestContext, Resource } from '../apimachinery/resource.ts';
import { assert } from '../lib/assert.ts';
import { parseTime } from '../lib/instant.ts';
import { type Frozen, freeze, isObject, type JsonObject } from '../lib/json.ts';
import { keyed } from '../lib/random.ts';
import { allResources } from './index.ts';

const context: RequestContext = {
  now: 0,
  user: { name: 'tester', groups: [] },
  apiVersion: 'v1',
  random: (purpose) => keyed('golden', purpose),
};

describe('errors of new objects', () => {
  const cases = [
    ['bad-missing', 'apply-bad-missing'],
    ['bad-mount', 'apply-bad-mount'],
    ['bad-name', 'apply-bad-name'],
    ['bad-pvc', 'apply-bad-pvc'],
    ['bad-pvc2', 'apply-bad-pvc2'],
    ['bad-selector', 'apply-bad-selector'],
    ['bad-svc', 'apply-bad-svc'],
    ['bad-vct', 'create-bad-vct-server-dry'],
  ] as const;
  test.each(cases)('%s', (file, name) => {
    const [object] = manifest(file);
    assert(object, file);
    const resource = resourceOf(object);
    const draft = draftOf(object);
    resource.strategy.setDefaults(draft, context);
    resource.strategy.prepareForCreate?.(draft, context);
    const errors = resource.strategy.validate(draft, context).map(fieldErrorText);
    // Errors of metadata are found elsewhere.
    const wanted = recordedErrors(name).filter((text) => !text.startsWith('metadata.'));
    expect(errors).toEqual(wanted);
  });
});

describe('errors of changed objects', () => {
  const change = (object: JsonObject, spec: JsonObject): JsonObject => ({
    ...object,
    spec: { ...(isObject(object.spec) ? object.spec : {}), ...spec },
  });
  const pod = recordedObject('get-pod-yaml');
  const claim = recordedObject('get-pvc-yaml');
  const set = recordedObject('get-sts-yaml');
  const requests = (storage: string): JsonObject => ({ resources: { requests: { storage } } });
  const cases: readonly (readonly [string, JsonObject, JsonObject])[] = [
    ['pod-immutable', pod, { nodeName: 'node-9' }],
    ['pvc-immutable-sc', claim, { storageClassName: 'other' }],
    ['pvc-shrink', claim, requests('500Mi')],
    ['sts-immutable-pmp', set, { podManagementPolicy: 'Parallel' }],
  ];
  test.each(cases)('%s', (name, old, spec) => {
    const { strategy } = resourceOf(old);
    const before = freeze(draftOf(old));
    const after = freeze(draftOf(change(old, spec)));
    const errors = strategy.validateUpdate(after, before, context).map(fieldErrorText);
    // The volume's name is that of another claim than the recorded one's.
    const bare = (text: string): string => text.trimEnd().replace(/pvc-[-0-9a-f]{36}/g, 'pvc-x');
    expect(errors.map(bare)).toEqual(recordedErrors(name).map(bare));
  });

  test('a container port may not change', () => {
    const ports = (port: number): JsonObject => ({
      spec: {
        containers: [
          { name: 'web', image: 'nginx', ports: [{ name: 'web', containerPort: port }] },
        ],
      },
    });
    const [error = '', ...more] = updateErrors('Pod', ports(80), ports(81));
    const [wanted = ''] = recordedErrors('pod-immutable2');
    const [head, ...lines] = wanted.trimEnd().split('\n');
    expect(more).toEqual([]);
    expect(error.split('\n')[0]).toBe(head);
    // The recorded pod has more above, so that the lines' numbers differ.
    for (const line of lines.slice(1)) expect(error.split('\n')).toContain(line);
  });

  test("a volume's source may not change", () => {
    const [volume = {}] = manifest('pv-retain');
    const moved = change(volume, { hostPath: { path: '/other' } });
    const errors = updateErrors('PersistentVolume', volume, moved);
    expect(errors.map((text) => text.trimEnd())).toEqual(recordedErrors('pv-immutable-source'));
  });

  test('an immutable map stays', () => {
    const map = { immutable: true, data: { k1: 'v' } };
    const errors = updateErrors('ConfigMap', map, { ...map, data: { k1: 'z' } });
    expect(errors).toEqual(recordedErrors('cm-immutable'));
  });

  test('an image may change', () => {
    const spec = isObject(pod.spec) ? pod.spec : {};
    const containers = Array.isArray(spec.containers) ? spec.containers : [];
    const renamed = containers.map((container: JsonObject) => ({ ...container, image: 'other' }));
    const after = freeze(draftOf(change(pod, { containers: renamed })));
    const { strategy } = resourceOf(pod);
    expect(strategy.validateUpdate(after, freeze(draftOf(pod)), context)).toEqual([]);
  });
});

describe('defaults', () => {
  const cases = [
    ['web', 'StatefulSet', 'get-sts-yaml'],
    ['deploy', 'Deployment', 'get-deploy-yaml'],
  ] as const;
  test.each(cases)('%s', (file, kind, name) => {
    const object = manifest(file).find((found) => found.kind === kind);
    assert(object, file);
    const draft = draftOf(object);
    resourceOf(object).strategy.setDefaults(draft, context);
    expect(Reflect.get(draft, 'spec')).toEqual(recordedObject(name).spec);
  });
});

describe('rows of tables', () => {
  const cases = [
    ['get-pod-yaml', 'get-pods-wide', 3],
    ['get-sts-yaml', 'get-sts-wide', 4],
    ['get-pvc-yaml', 'get-pvc-wide', 4],
    ['get-endpointslice-yaml', 'get-endpointslices', 4],
    ['get-sc-yaml', 'get-sc', 1],
  ] as const;
  test.each(cases)('%s', (name, table, age) => {
    const object = recordedObject(name);
    const { columns, cells } = resourceOf(object).table;
    const draft = draftOf(object);
    const now = (parseTime(draft.metadata.creationTimestamp) ?? 0) + age * 1_000;
    const [titles = '', ...rows] = recording(table).stdout.split('\n');
    const isWide = titles.split(/ {2,}/).length === columns.length;
    const shown = columns.map(({ priority }) => isWide || priority !== 1);
    const line = (texts: readonly string[]): string => texts.filter((_, i) => shown[i]).join(' | ');
    const split = (text: string): string => text.trim().split(/ {2,}/).join(' | ');
    expect(line(columns.map((column) => column.name.toUpperCase()))).toBe(split(titles));
    const wanted = rows.find((row) => row.split(' ')[0] === draft.metadata.name);
    expect(line(cells(freeze(draft), now).map(String))).toBe(split(wanted ?? ''));
  });
});

describe('descriptions', () => {
  const cases = [
    ['get-pod-yaml', 'describe-pod'],
    ['get-pvc-yaml', 'describe-pvc'],
    ['get-endpoints-yaml', 'describe-endpoints'],
    ['get-endpointslice-yaml', 'describe-endpointslice'],
  ] as const;
  test.each(cases)('%s', (name, described) => {
    const object = recordedObject(name);
    const text = resourceOf(object).describe?.(freeze(draftOf(object)), describeContext()) ?? '';
    // The recorded events are not at hand.
    const rest = (whole: string): string => whole.slice(0, whole.lastIndexOf('\nEvents:'));
    expect(rest(text)).toBe(firstOf(rest(recording(described).stdout), rest(text)));
  });

  test('a deployment, up to its replica sets', () => {
    const object = recordedObject('get-deploy-yaml');
    const text = resourceOf(object).describe?.(freeze(draftOf(object)), describeContext()) ?? '';
    const rest = (whole: string): string => whole.slice(0, whole.indexOf('Conditions:'));
    expect(rest(text)).toBe(rest(recording('describe-deploy').stdout));
  });
});

/** What an update of one manifest to another is told. */
function updateErrors(kind: string, before: JsonObject, after: JsonObject): readonly string[] {
  const { strategy } = resourceOf({ kind });
  const old = created(kind, before);
  return strategy.validateUpdate(created(kind, after), old, context).map(fieldErrorText);
}

function created(kind: string, object: JsonObject): Frozen<KubeObject> {
  const { strategy } = resourceOf({ kind });
  const metadata = { name: 'x', namespace: 'default', resourceVersion: '1' };
  const draft = draftOf({ metadata, ...object });
  draft.metadata.resourceVersion = '1';
  strategy.setDefaults(draft, context);
  strategy.prepareForCreate?.(draft, context);
  return freeze(draft);
}

/** Several objects may have been described at once. */
function firstOf(recorded: string, like: string): string {
  return recorded.slice(0, Math.max(like.length, recorded.indexOf('\n\n\n')));
}

function describeContext(): DescribeContext {
  const pod = freeze(draftOf(recordedObject('get-pod-yaml')));
  return { now: 0, list: (plural) => (plural === 'pods' ? [pod] : []), events: () => [] };
}

function resourceOf({ kind }: JsonObject): Resource {
  const resource = allResources.find((found) => found.kind === kind);
  assert(resource, `kind ${String(kind)}`);
  return resource;
}

/** A manifest as the decoder leaves it: quantities are texts. */
function draftOf(object: JsonObject): KubeObject {
  const copy = structuredClone(object);
  writeQuantities(copy);
  assert(isKubeObject(copy), 'an object');
  return copy;
}

function isKubeObject(value: unknown): value is KubeObject {
  return isObject(value) && isObject(value.metadata);
}

function writeQuantities(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (['limits', 'requests'].includes(name) && isObject(member))
      Reflect.set(
        value,
        name,
        Object.fromEntries(Object.entries(member).map(([key, text]) => [key, String(text)])),
      );
    else writeQuantities(member);
  }
}
