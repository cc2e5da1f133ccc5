import type { User } from '../apimachinery/resource.ts';
import { forbidden, StatusError } from '../apimachinery/status-error.ts';
import type { Reader } from '../storage/store.ts';
import type { Authorizer } from './authorizer.ts';
import type { RequestInfo } from './request-info.ts';

/** Throws Forbidden in upstream's words (handlers/responsewriters/errors.go). */
export function authorize(
  info: RequestInfo,
  user: User,
  authorizer: Authorizer,
  read: Reader,
): void {
  const { isResource, verb, path, group, version, resource, subresource, name, namespace } = info;
  const place = { isResource, path, group, version, resource, subresource, name, namespace };
  const { allowed, reason } = authorizer.authorize({ user, verb, ...place }, read);
  if (allowed) return;
  const suffix = reason === '' ? '' : `: ${reason}`;
  if (!isResource) {
    const why = `User "${user.name}" cannot ${verb} path "${path}"${suffix}`;
    throw new StatusError(403, 'Forbidden', `forbidden: ${why}`, {});
  }
  const what = subresource === '' ? resource : `${resource}/${subresource}`;
  const scope = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const why = `User "${user.name}" cannot ${verb} resource "${what}" in API group "${group}" ${scope}${suffix}`;
  throw forbidden({ group, plural: resource }, name, why);
}
