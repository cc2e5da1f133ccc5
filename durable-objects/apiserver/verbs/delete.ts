import type { ApiReply } from '../../apimachinery/api-client.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { deleteOptions as deleteOptionsKind } from '../../apimachinery/requests.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import { isStatus, type StatusError } from '../../apimachinery/status-error.ts';
import type { Frozen } from '../../lib/json.ts';
import { readBody } from '../body.ts';
import { listObjects } from '../list/list.ts';
import { listOptions } from '../list/list-options.ts';
import { parseSelection } from '../list/selection.ts';
import { presentList, presentObject } from '../present/present.ts';
import { reply, success } from '../present/reply.ts';
import type { Query } from '../query.ts';
import { deleteObject } from '../registry/delete.ts';
import { checkDeleteOptions, type DeleteOptions } from '../registry/delete-options.ts';
import type { WriteContext } from '../registry/write-context.ts';
import { type Call, viewOf, writeContext } from './call.ts';

/** DELETE of one object. */
export function deleteOne(call: Call): ApiReply {
  const { resource, target, form } = call;
  const options = deleteOptions(call);
  const context = deleteContext(call, options);
  const { object, removed, answerWithObject } = deleteObject(context, target, options);
  if (answerWithObject) {
    const status = !removed && options.orphanDependents === false ? 202 : 200;
    return reply(status, presentObject(resource, object, viewOf(call)), form, context.warnings);
  }
  return reply(200, success(deletedDetails(target.resource, object)), form, context.warnings);
}

/** DELETE of all that is selected; the answer is the list of what was found. */
export function deleteCollection(call: Call): ApiReply {
  const { resource, target, info, environment, form } = call;
  const options = deleteOptions(call);
  const context = deleteContext(call, options);
  const listed = listOptions(info.query, false);
  const selection = parseSelection(resource, target.namespace, listed);
  const page = listObjects(environment, selection, listed);
  for (const { metadata } of page.items) {
    const one = { ...target, namespace: metadata.namespace ?? '', name: metadata.name };
    try {
      deleteObject(context, one, options);
    } catch (error) {
      if (!isStatus(error, 'NotFound')) throw error satisfies unknown as StatusError;
    }
  }
  return reply(200, presentList(resource, page, viewOf(call)), form, context.warnings);
}

/** From the body, or from the query when there is none. Throws Invalid, BadRequest. */
function deleteOptions({ request, info }: Call): DeleteOptions {
  const hasBody = request.body !== undefined && request.body.length > 0;
  const options = hasBody ? readBody(request, deleteOptionsKind).object : fromQuery(info.query);
  checkDeleteOptions(options);
  return options;
}

function fromQuery(query: Query): DeleteOptions {
  const gracePeriodSeconds = query.integer('gracePeriodSeconds');
  const propagationPolicy = query.text('propagationPolicy');
  const dryRun = [...query.all('dryRun')];
  return {
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
    ...(propagationPolicy === '' ? {} : { propagationPolicy }),
    ...(query.has('orphanDependents') ? { orphanDependents: query.flag('orphanDependents') } : {}),
    ...(dryRun.length === 0 ? {} : { dryRun }),
  };
}

function deleteContext(call: Call, { dryRun }: DeleteOptions): WriteContext {
  const context = writeContext(call);
  return { ...context, dryRun: context.dryRun || (dryRun ?? []).includes('All') };
}

/** Lets a client see that it is this object that has gone. */
function deletedDetails(
  { group, plural }: Resource,
  { metadata }: Frozen<KubeObject>,
): { readonly [field: string]: string | undefined } {
  const { name, uid } = metadata;
  return { name, ...(group === '' ? {} : { group }), kind: plural, uid };
}
