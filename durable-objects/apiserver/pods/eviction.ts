import type { ApiReply } from '../../apimachinery/api-client.ts';
import { eviction as evictionKind } from '../../apimachinery/requests.ts';
import { badRequest } from '../../apimachinery/status-error.ts';
import { prepareEviction } from '../admission/disruption-budget.ts';
import { reply } from '../present/reply.ts';
import { deleteObject } from '../registry/delete.ts';
import { checkDeleteOptions, type DeleteOptions } from '../registry/delete-options.ts';
import type { Connect } from './connect.ts';

/**
 * POST of an eviction: a deletion that asks the pod's disruption budget first. Follows
 * pkg/registry/core/pod/storage/eviction.go. Throws TooManyRequests, Conflict, Invalid.
 */
export function evictPod({ key, target, context, body }: Connect): ApiReply {
  const eviction = body(evictionKind);
  const named = eviction.metadata?.name;
  if (named && named !== key.name) {
    throw badRequest('name in URL does not match name in Eviction object');
  }
  const options: DeleteOptions = eviction.deleteOptions ?? {};
  checkDeleteOptions(options);
  const form = { format: 'json', pretty: false } as const;
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
  const { hasSeveralBudgets, write } = prepareEviction(key, context);
  // Upstream hands this failure back as the result of a creation.
  if (hasSeveralBudgets) return reply(201, { ...status, ...severalBudgets }, form);
  const pod = { ...target, subresource: '' };
  const isDry = context.dryRun || (options.dryRun ?? []).length > 0;
  // What refuses the deletion does so before anything is written.
  deleteObject({ ...context, dryRun: true }, pod, options);
  if (!isDry) {
    write();
    // The pod has just changed; the preconditions were about its state before.
    const { preconditions: _, ...rest } = options;
    deleteObject(context, pod, rest);
  }
  return reply(201, status, form);
}

const severalBudgets = {
  status: 'Failure',
  message:
    'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
  code: 500,
};
