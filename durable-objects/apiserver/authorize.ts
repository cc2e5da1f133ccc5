import type { User } from '../apimachinery/resource.ts';
import { forbidden, type StatusDetails, StatusError } from '../apimachinery/status-error.ts';
import type { Reader } from '../storage/store.ts';
import type { Attributes, Authorizer } from './authorizer.ts';
import type { RequestInfo } from './request-info.ts';

/** Throws Forbidden unless the user may make this request. */
export function authorize(
  info: RequestInfo,
  user: User,
  authorizer: Authorizer,
  read: Reader,
): void {
  mustBeAllowed(attributesOf(info, user), authorizer, read);
}

/** A request in the words of authorization. */
export function attributesOf(info: RequestInfo, user: User): Attributes {
  const { isResource, verb, path, group, version, resource, subresource, name, namespace } = info;
  const place = { isResource, path, group, version, resource, subresource, name, namespace };
  return { user, verb, ...place };
}

/** Throws Forbidden in upstream's words (handlers/responsewriters/errors.go). */
export function mustBeAllowed(attributes: Attributes, authorizer: Authorizer, read: Reader): void {
  const { allowed, reason } = authorizer.authorize(attributes, read);
  if (allowed) return;
  const { user, verb, isResource, path, group, resource, subresource, name, namespace } =
    attributes;
  const suffix = reason === '' ? '' : `: ${reason}`;
  const who = `User ${JSON.stringify(user.name)} cannot ${verb}`;
  if (!isResource) {
    throw notAuthorized(`forbidden: ${who} path "${path}"${suffix}`, {});
  }
  const what = subresource === '' ? resource : `${resource}/${subresource}`;
  const scope = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const why = `${who} resource "${what}" in API group "${group}" ${scope}${suffix}`;
  const { message, body } = forbidden({ group, plural: resource }, name, why);
  throw notAuthorized(message, body.details ?? {});
}

function notAuthorized(message: string, details: StatusDetails): NotAuthorized {
  return new NotAuthorized(403, 'Forbidden', message, details);
}

/** What the authorizer refuses: its answer has a header of its own. */
export class NotAuthorized extends StatusError {}
