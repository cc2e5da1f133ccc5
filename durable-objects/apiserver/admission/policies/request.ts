import { namespaces } from '../../../api/core/namespace/resource.ts';
import type { KubeObject } from '../../../apimachinery/meta.ts';
import { apiVersionOf, type Resource } from '../../../apimachinery/resource.ts';
import { fromStored, servedResources, storedResource } from '../../../apimachinery/version.ts';
import type { Frozen, JsonObject } from '../../../lib/json.ts';
import type { ServedResources } from '../../../storage/store.ts';
import type { AdmissionAttributes } from '../plugin.ts';

/** One request as policies see it. */
export interface PolicyRequest {
  readonly attributes: AdmissionAttributes;
  /** What is to be stored; absent for DELETE and CONNECT. */
  readonly object: Frozen<KubeObject> | undefined;
  /** The version that the request is made in. */
  readonly resource: Resource;
  /** Its namespace; a namespace is in itself. */
  readonly namespace: string;
  /** Every kind that is served. */
  readonly resources: ServedResources;
}

export function policyRequest(
  attributes: AdmissionAttributes,
  object: Frozen<KubeObject> | undefined,
  resources: ServedResources,
): PolicyRequest {
  const { resource, apiVersion, namespace, name } = attributes;
  const asked = servedResources([resource]).find((one) => apiVersionOf(one) === apiVersion);
  return {
    attributes,
    object,
    resource: asked ?? resource,
    namespace: isNamespace(resource) ? name : namespace,
    resources,
  };
}

export function isNamespace(resource: Resource): boolean {
  return resource.group === namespaces.group && resource.plural === namespaces.plural;
}

/** The same kind in its other versions. */
export function equivalentsOf({ attributes, resource, resources }: PolicyRequest): Resource[] {
  const stored = storedResource(resource);
  return servedResources(resources(attributes.read)).filter((one) => {
    const isSame = apiVersionOf(one) === apiVersionOf(resource) && one.plural === resource.plural;
    const isOfOne =
      storedResource(one) === stored ||
      (one.group === stored.group && one.plural === stored.plural);
    return isOfOne && !isSame;
  });
}

/** An object in a version of its kind. */
export function inVersion(
  resource: Resource,
  object: Frozen<KubeObject> | undefined,
): Frozen<KubeObject> | undefined {
  return object && fromStored(resource, object);
}

/** The variable `request`: admission.k8s.io/v1 AdmissionRequest without its objects. */
export function requestJson(request: PolicyRequest, matched: Resource): JsonObject {
  const { attributes, resource, namespace } = request;
  const { subresource, name, operation, user, dryRun } = attributes;
  const of = (text: string, field: string): JsonObject => (text === '' ? {} : { [field]: text });
  return {
    uid: '',
    kind: kindJson(matched, subresource),
    resource: resourceJson(matched),
    ...of(subresource, 'subResource'),
    requestKind: kindJson(resource, subresource),
    requestResource: resourceJson(resource),
    ...of(subresource, 'requestSubResource'),
    ...of(name, 'name'),
    ...of(namespace, 'namespace'),
    operation,
    userInfo: {
      username: user.name,
      ...of(user.uid ?? '', 'uid'),
      ...(user.groups.length > 0 ? { groups: [...user.groups] } : {}),
      ...(user.extra ? { extra: user.extra as JsonObject } : {}),
    },
    dryRun,
    options: { apiVersion: 'meta.k8s.io/v1', kind: optionsKinds[operation] },
  };
}

const optionsKinds = {
  CREATE: 'CreateOptions',
  UPDATE: 'UpdateOptions',
  DELETE: 'DeleteOptions',
  CONNECT: 'ConnectOptions',
} as const;

function kindJson({ group, version, kind }: Resource, subresource: string): JsonObject {
  return subresource === 'scale'
    ? { group: 'autoscaling', version: 'v1', kind: 'Scale' }
    : { group, version, kind };
}

function resourceJson({ group, version, plural }: Resource): JsonObject {
  return { group, version, resource: plural };
}

/** The variable `namespaceObject`; null for what is in no namespace, and for namespaces. */
export function namespaceJson({
  attributes,
  resource,
  namespace,
}: PolicyRequest): JsonObject | null {
  if (namespace === '' || isNamespace(resource)) return null;
  const found = attributes.read.get(namespaces, { namespace: '', name: namespace });
  if (!found) return null;
  const { managedFields: _owners, ownerReferences: _references, ...metadata } = found.metadata;
  return { metadata, spec: found.spec, status: found.status } as JsonObject;
}
