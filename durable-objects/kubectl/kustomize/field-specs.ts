import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { type TypeOf, typeOf } from './layer.ts';

/** Where in objects of a kind a field stands (kustomize's FieldSpec). */
export interface FieldSpec {
  readonly path: string;
  readonly kind?: string;
  readonly group?: string;
  readonly version?: string;
  /** Whether maps on the way are made when they are missing. */
  readonly create?: boolean;
}

/** True when a spec is about an object's kind. */
export function isAbout(spec: Partial<TypeOf>, object: JsonObject): boolean {
  const type = typeOf(object);
  return (
    (!spec.kind || spec.kind === type.kind) &&
    (!spec.group || spec.group === type.group) &&
    (!spec.version || spec.version === type.version)
  );
}

/** Changes what stands at the path; lists on the way are gone through. */
export function changeField(
  object: JsonObject,
  spec: FieldSpec,
  change: (value: Json | undefined) => Json | undefined,
): JsonObject {
  if (!isAbout(spec, object)) return object;
  const steps = spec.path.split(/(?<!\\)\//).map((step) => step.replace('\\/', '/'));
  const result = changeAt(object, steps, spec.create === true, change);
  return isObject(result) ? result : object;
}

function changeAt(
  value: Json | undefined,
  steps: readonly string[],
  create: boolean,
  change: (value: Json | undefined) => Json | undefined,
): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item: Json) => changeAt(item, steps, create, change) ?? item);
  const isList = step.endsWith('[]');
  const key = isList ? step.slice(0, -2) : step;
  if (value === undefined || value === null) {
    if (!create || isList) return value;
    const made = changeAt(undefined, rest, create, change);
    return made === undefined ? value : { [key]: made };
  }
  if (!isObject(value)) return value;
  const member = value[key];
  if (isList && !Array.isArray(member)) return value;
  if (member === undefined && !create) return value;
  const next = changeAt(member, rest, create, change);
  return next === undefined ? value : { ...value, [key]: next };
}

const apps = ['Deployment', 'ReplicaSet', 'DaemonSet'];

/** Templates and what else carries labels of its own. */
export const templateLabels: readonly FieldSpec[] = [
  { path: 'metadata/labels', create: true },
  {
    path: 'spec/template/metadata/labels',
    create: true,
    version: 'v1',
    kind: 'ReplicationController',
  },
  ...apps.map((kind) => ({ path: 'spec/template/metadata/labels', create: true, kind })),
  ...[
    ['apps', 'StatefulSet', 'spec/template/metadata/labels'],
    ['apps', 'StatefulSet', 'spec/volumeClaimTemplates[]/metadata/labels'],
    ['batch', 'Job', 'spec/template/metadata/labels'],
    ['batch', 'CronJob', 'spec/jobTemplate/metadata/labels'],
    ['batch', 'CronJob', 'spec/jobTemplate/spec/template/metadata/labels'],
  ].map(([group = '', kind = '', path = '']) => ({ path, create: true, group, kind })),
];

const affinities = ['podAffinity', 'podAntiAffinity'].flatMap((word) => [
  `${word}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm`,
  `${word}/requiredDuringSchedulingIgnoredDuringExecution`,
]);

/** The same and the selectors that find them. */
export const selectorLabels: readonly FieldSpec[] = [
  ...['Service', 'ReplicationController'].map((kind) => ({
    path: 'spec/selector',
    create: true,
    version: 'v1',
    kind,
  })),
  ...apps.map((kind) => ({ path: 'spec/selector/matchLabels', create: true, kind })),
  { path: 'spec/selector/matchLabels', create: true, group: 'apps', kind: 'StatefulSet' },
  ...['Deployment', 'StatefulSet'].flatMap((kind) => [
    ...affinities.map((term) => ({
      path: `spec/template/spec/affinity/${term}/labelSelector/matchLabels`,
      group: 'apps',
      kind,
    })),
    {
      path: 'spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels',
      group: 'apps',
      kind,
    },
  ]),
  { path: 'spec/selector/matchLabels', group: 'batch', kind: 'Job' },
  { path: 'spec/jobTemplate/spec/selector/matchLabels', group: 'batch', kind: 'CronJob' },
  { path: 'spec/selector/matchLabels', group: 'policy', kind: 'PodDisruptionBudget' },
  ...['spec/podSelector', 'spec/ingress/from/podSelector', 'spec/egress/to/podSelector'].map(
    (path) => ({ path: `${path}/matchLabels`, group: 'networking.k8s.io', kind: 'NetworkPolicy' }),
  ),
  ...templateLabels,
];

/** What carries annotations. */
export const annotationFields: readonly FieldSpec[] = [
  { path: 'metadata/annotations', create: true },
  {
    path: 'spec/template/metadata/annotations',
    create: true,
    version: 'v1',
    kind: 'ReplicationController',
  },
  ...[...apps, 'StatefulSet'].map((kind) => ({
    path: 'spec/template/metadata/annotations',
    create: true,
    kind,
  })),
  ...[
    ['Job', 'spec/template/metadata/annotations'],
    ['CronJob', 'spec/jobTemplate/metadata/annotations'],
    ['CronJob', 'spec/jobTemplate/spec/template/metadata/annotations'],
  ].map(([kind = '', path = '']) => ({ path, create: true, group: 'batch', kind })),
];

/** Kinds with replicas. */
export const replicaKinds = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'];

/** Where images stand beside in all containers: those are gone through twice. */
export const imageFields: readonly FieldSpec[] = ['spec', 'spec/template/spec'].flatMap((spec) =>
  ['containers[]/image', 'initContainers[]/image', 'volumes[]/image/reference'].map((path) => ({
    path: `${spec}/${path}`,
  })),
);
