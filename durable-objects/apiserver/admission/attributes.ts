import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import { forbidden, type StatusError } from '../../apimachinery/status-error.ts';
import type { Frozen } from '../../lib/json.ts';
import type { AdmissionAttributes } from './plugin.ts';

/** The object as what it is, when the request is about that resource (and no subresource). */
export function ofResource<T extends KubeObject>(
  handle: Resource<T>,
  { resource, subresource }: AdmissionAttributes,
  object: KubeObject | undefined,
): T | undefined {
  const isIt = resource.group === handle.group && resource.plural === handle.plural;
  return isIt && subresource === '' ? (object as T | undefined) : undefined;
}

/** `ofResource` for what is not to be changed. */
export function frozenOf<T extends KubeObject>(
  handle: Resource<T>,
  attributes: AdmissionAttributes,
  object: Frozen<KubeObject> | undefined,
): Frozen<T> | undefined {
  const open = object as unknown as KubeObject | undefined;
  return ofResource(handle, attributes, open) as Frozen<T> | undefined;
}

/** `pods "web-0" is forbidden: ...` (admission.NewForbidden). */
export function refused({ resource, name }: AdmissionAttributes, why: string): StatusError {
  return forbidden(resource, name, why);
}
