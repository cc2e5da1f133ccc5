import type { ParamKind, ParamRef } from '../../../api/admissionregistration/policy-parts.ts';
import { matchesLabels, selectorOf } from '../../../apimachinery/labels.ts';
import type { KubeObject } from '../../../apimachinery/meta.ts';
import { apiVersionOf } from '../../../apimachinery/resource.ts';
import { fromStored, servedResources, storedResource } from '../../../apimachinery/version.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { PolicyRequest } from './request.ts';

/** The value of `params` for one evaluation. */
export type Params = Frozen<KubeObject> | null;

/**
 * With what a binding has its policy evaluated: once for each object, once with null when it uses
 * none. The error is upstream's (policy/generic CollectParams).
 */
export function collectParams(
  kind: Frozen<ParamKind> | undefined,
  ref: Frozen<ParamRef> | undefined,
  request: PolicyRequest,
): readonly Params[] | { readonly error: string } {
  if (!kind || !ref) return [null];
  const { attributes, resources } = request;
  const resource = servedResources(resources(attributes.read)).find(
    (one) => one.kind === kind.kind && apiVersionOf(one) === kind.apiVersion,
  );
  if (!resource) {
    const text = `&ParamKind{APIVersion:${kind.apiVersion ?? ''},Kind:${kind.kind ?? ''},}`;
    return { error: `paramKind kind \`${text}\` not known` };
  }
  if (ref.namespace && !resource.namespaced) {
    return {
      error: 'paramRef.namespace must not be provided for a cluster-scoped `paramKind`',
    };
  }
  const namespace = resource.namespaced ? ref.namespace || request.namespace : '';
  if (resource.namespaced && namespace === '') {
    return {
      error:
        'cannot use namespaced paramRef in policy binding that matches cluster-scoped resources',
    };
  }
  const found = findParams(ref, storedResource(resource), namespace, request);
  if (found.length === 0 && ref.parameterNotFoundAction === 'Deny') {
    return {
      error: 'no params found for policy binding with `Deny` parameterNotFoundAction',
    };
  }
  return found.map((object) => fromStored(resource, object));
}

function findParams(
  ref: Frozen<ParamRef>,
  resource: PolicyRequest['resource'],
  namespace: string,
  { attributes: { read } }: PolicyRequest,
): readonly Frozen<KubeObject>[] {
  if (ref.name) {
    const one = read.get(resource, { namespace, name: ref.name });
    return one ? [one] : [];
  }
  const selector = selectorOf(ref.selector);
  return read
    .list(resource, resource.namespaced ? namespace : undefined)
    .filter(({ metadata }) => matchesLabels(selector, metadata.labels));
}
