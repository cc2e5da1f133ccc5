import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { changeField, type FieldSpec } from './field-specs.ts';
import { type Item, nameOf, namespaceOf, typeOf } from './layer.ts';

/** Pods' specs by the kind that has them. */
const podSpecs: readonly (readonly [kind: string, path: string])[] = [
  ['Pod', 'spec'],
  ['PodTemplate', 'template/spec'],
  ...['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job', 'ReplicationController'].map(
    (kind): readonly [string, string] => [kind, 'spec/template/spec'],
  ),
  ['CronJob', 'spec/jobTemplate/spec/template/spec'],
];

function inPods(...paths: readonly string[]): readonly FieldSpec[] {
  return podSpecs.flatMap(([kind, spec]) =>
    paths.map((path) => ({ kind, path: `${spec}/${path}` })),
  );
}

const rbac = 'rbac.authorization.k8s.io';
const rules = ['Role', 'ClusterRole'].map((kind) => ({ path: 'rules/resourceNames', kind }));

/** What names objects of a kind, in kustomize's order. */
const references: readonly (readonly [kind: string, fields: readonly FieldSpec[]])[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map(
    (kind): readonly [string, readonly FieldSpec[]] => [
      kind,
      [{ path: 'spec/scaleTargetRef/name', kind: 'HorizontalPodAutoscaler' }],
    ],
  ),
  [
    'ConfigMap',
    [
      ...inPods(
        'volumes/configMap/name',
        'volumes/projected/sources/configMap/name',
        'containers/env/valueFrom/configMapKeyRef/name',
        'initContainers/env/valueFrom/configMapKeyRef/name',
        'containers/envFrom/configMapRef/name',
        'initContainers/envFrom/configMapRef/name',
      ),
      ...rules,
      {
        path: 'metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap',
        kind: 'Ingress',
      },
    ],
  ],
  [
    'Secret',
    [
      ...inPods(
        'volumes/secret/secretName',
        'volumes/projected/sources/secret/name',
        'containers/env/valueFrom/secretKeyRef/name',
        'initContainers/env/valueFrom/secretKeyRef/name',
        'containers/envFrom/secretRef/name',
        'initContainers/envFrom/secretRef/name',
        'imagePullSecrets/name',
      ),
      { path: 'spec/tls/secretName', kind: 'Ingress' },
      ...['ingress.kubernetes.io\\/auth-secret', 'nginx.ingress.kubernetes.io\\/auth-secret'].map(
        (key) => ({ path: `metadata/annotations/${key}`, kind: 'Ingress' }),
      ),
      { path: 'imagePullSecrets/name', kind: 'ServiceAccount' },
      ...['secretName', 'adminSecretName', 'userSecretName', 'secretRef'].map((key) => ({
        path: `parameters/${key}`,
        kind: 'StorageClass',
      })),
      ...rules,
    ],
  ],
  [
    'Service',
    [
      { path: 'spec/serviceName', kind: 'StatefulSet', group: 'apps' },
      ...['spec/rules/http/paths/backend/service/name', 'spec/defaultBackend/service/name'].map(
        (path) => ({ path, kind: 'Ingress' }),
      ),
      { path: 'spec/service/name', kind: 'APIService', group: 'apiregistration.k8s.io' },
      ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map((kind) => ({
        path: 'webhooks/clientConfig/service',
        kind,
      })),
    ],
  ],
  ['Role', [{ path: 'roleRef/name', kind: 'RoleBinding', group: rbac }]],
  [
    'ClusterRole',
    ['RoleBinding', 'ClusterRoleBinding'].map((kind) => ({
      path: 'roleRef/name',
      kind,
      group: rbac,
    })),
  ],
  [
    'ServiceAccount',
    [
      ...['RoleBinding', 'ClusterRoleBinding'].map((kind) => ({
        path: 'subjects',
        kind,
        group: rbac,
      })),
      ...inPods('serviceAccountName').filter(
        ({ kind }) => kind !== 'PodTemplate' && kind !== 'ReplicaSet',
      ),
    ],
  ],
  [
    'PersistentVolumeClaim',
    inPods('volumes/persistentVolumeClaim/claimName').filter(
      ({ kind }) => kind !== 'PodTemplate' && kind !== 'ReplicaSet',
    ),
  ],
  [
    'PersistentVolume',
    [
      { path: 'spec/volumeName', kind: 'PersistentVolumeClaim' },
      { path: 'rules/resourceNames', kind: 'ClusterRole' },
    ],
  ],
  [
    'StorageClass',
    [
      { path: 'spec/storageClassName', kind: 'PersistentVolume' },
      { path: 'spec/storageClassName', kind: 'PersistentVolumeClaim' },
      { path: 'spec/volumeClaimTemplates/spec/storageClassName', kind: 'StatefulSet' },
    ],
  ],
  [
    'PriorityClass',
    inPods('priorityClassName').filter(
      ({ kind }) => kind !== 'PodTemplate' && kind !== 'ReplicaSet',
    ),
  ],
  ['IngressClass', [{ path: 'spec/ingressClassName', kind: 'Ingress' }]],
  [
    'ValidatingAdmissionPolicy',
    [{ path: 'spec/policyName', kind: 'ValidatingAdmissionPolicyBinding' }],
  ],
];

/** Makes names that objects use follow those that objects have got. */
export function fixReferences(items: readonly Item[]): void {
  for (const [kind, fields] of references) {
    const named = items.filter((item) => typeOf(item.object).kind === kind);
    if (named.length === 0) continue;
    for (const item of items) {
      const own = namespaceOf(item.object);
      for (const spec of fields)
        item.object = changeField(item.object, spec, (value) => followed(value, named, own));
    }
  }
}

function followed(
  value: Json | undefined,
  named: readonly Item[],
  namespace: string,
): Json | undefined {
  if (typeof value === 'string') {
    const found = find(named, value, namespace);
    return found ? nameOf(found.object) : value;
  }
  if (Array.isArray(value)) return value.map((one: Json) => followed(one, named, namespace) ?? one);
  return isObject(value) ? followedObject(value, named, namespace) : value;
}

/** A subject of a binding or a webhook's service: a name with its namespace. */
function followedObject(value: JsonObject, named: readonly Item[], namespace: string): JsonObject {
  const place = String(value.namespace ?? namespace);
  const found = find(named, String(value.name), place, true);
  if (!found) return value;
  const next = namespaceOf(found.object);
  return {
    ...value,
    name: nameOf(found.object),
    ...(next === '' ? {} : { namespace: next }),
  };
}

/** The object that a name meant: by its name now or by one that it had. */
function find(
  named: readonly Item[],
  name: string,
  namespace: string,
  hadPlace = false,
): Item | undefined {
  const matching = named.filter(
    ({ object, names }) => nameOf(object) === name || names.includes(name),
  );
  const near = matching.filter(({ object, namespaces }) => {
    const places = [namespaceOf(object), ...(hadPlace ? namespaces : [])];
    return places.some((place) => place === namespace || place === '' || namespace === '');
  });
  return (
    near.find(({ object }) => nameOf(object) === name) ?? near.at(-1) ?? matchingAlone(matching)
  );
}

function matchingAlone(matching: readonly Item[]): Item | undefined {
  return matching.length === 1 ? matching[0] : undefined;
}
