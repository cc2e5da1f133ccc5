import type { ApiReply } from '../../apimachinery/api-client.ts';
import { eviction as evictionKind } from '../../apimachinery/requests.ts';
import { badRequest } from '../../apimachinery/status-error.ts';
import { reply } from '../present/reply.ts';
import { deleteObject } from '../registry/delete.ts';
import { checkDeleteOptions, type DeleteOptions } from '../registry/delete-options.ts';
import type { Connect } from './connect.ts';

/** POST of an eviction: a deletion that asks first. Follows pkg/registry/core/pod/storage. */
export function evictPod({ key, target, context, body }: Connect): ApiReply {
  const eviction = body(evictionKind);
  const named = eviction.metadata?.name;
  if (named && named !== key.name) {
    throw badRequest('name in URL does not match name in Eviction object');
  }
  const options: DeleteOptions = eviction.deleteOptions ?? {};
  checkDeleteOptions(options);
  const dryRun = context.dryRun || (options.dryRun ?? []).length > 0;
  deleteObject({ ...context, dryRun }, { ...target, subresource: '' }, options);
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
  return reply(201, status, { format: 'json', pretty: false });
}
