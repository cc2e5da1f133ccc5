import type { ApiReply } from '../../apimachinery/api-client.ts';
import { validateFields } from '../../apimachinery/decode-body.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import { badRequest, notFound } from '../../apimachinery/status-error.ts';
import { toStored } from '../../apimachinery/version.ts';
import type { Frozen } from '../../lib/json.ts';
import { bodyText, contentType, readBody } from '../body.ts';
import { incoming } from '../clock-shift.ts';
import { presentObject } from '../present/present.ts';
import { reply } from '../present/reply.ts';
import { wireObject } from '../present/wire.ts';
import { createObject } from '../registry/create.ts';
import { type Patch, patchObject, patchTypes } from '../registry/patch.ts';
import { updateObject } from '../registry/update.ts';
import type { Target, WriteContext } from '../registry/write-context.ts';
import { unsupportedBody, unsupportedMediaType } from '../status-reply.ts';
import { type Call, checkWriteOptions, viewOf, writeContext } from './call.ts';

export function create(call: Call): ApiReply {
  const context = writeContext(call);
  const draft = decoded(call, context, 'CreateOptions');
  return answer(call, context, 201, createObject(context, call.target, draft));
}

/** PUT of an object or its status. */
export function update(call: Call): ApiReply {
  const { target } = call;
  const context = writeContext(call);
  const draft = decoded(call, context, 'UpdateOptions');
  checkName(draft, target);
  const { uid } = draft.metadata;
  const result = updateObject(context, target, () => draft, uid ? { uid } : {});
  return answer(call, context, result.created ? 201 : 200, result.object);
}

/** PATCH of an object or its status. */
export function patch(call: Call): ApiReply {
  const { target, resource, environment } = call;
  const context = writeContext(call);
  const sent = readPatch(call);
  checkPatchType(resource, sent);
  const { object } = updateObject(context, target, (existing) => {
    if (!existing) throw notFound(target.resource, target.name);
    const current = wireObject(resource, existing, environment.clockSkipped);
    const result = patchObject(resource.schema, current, sent);
    context.warnings.push(...result.warnings);
    checkName(result.object, target);
    return toStored(resource, incoming(resource.schema, result.object, environment.clockSkipped));
  });
  return answer(call, context, 200, object);
}

/** Custom resources have no merge keys (PatchResource in apiextensions-apiserver's handler). */
function checkPatchType({ schema }: Resource, { type }: Patch): void {
  const strategic = 'application/strategic-merge-patch+json';
  if (!schema.loose || type !== strategic) return;
  const supported = patchTypes.filter((one) => one !== strategic);
  throw unsupportedBody([
    ...supported,
    'application/apply-patch+yaml',
    'application/apply-patch+cbor',
  ]);
}

/** The patch in a request's body. Throws UnsupportedMediaType. */
export function readPatch({ request, info }: Call): Patch {
  const type = contentType(request);
  const known = patchTypes.find((one) => one === type);
  if (!known) throw unsupportedMediaType();
  const fieldValidation = checkWriteOptions('PatchOptions', info.query);
  return { type: known, body: bodyText(request), fieldValidation };
}

/** The body of a POST or PUT as a draft in the cluster's time. */
function decoded(call: Call, context: WriteContext, options: string): KubeObject {
  const { request, resource, info, table, environment } = call;
  const mode = checkWriteOptions(options, info.query);
  const { object, strictErrors } = readBody<KubeObject>(request, resource, table.all);
  context.warnings.push(...validateFields(mode, resource, strictErrors));
  object.metadata ??= {} as KubeObject['metadata'];
  return toStored(resource, incoming(resource.schema, object, environment.clockSkipped));
}

/** The object must be the one that the URL names (handlers/rest.go checkName). */
export function checkName({ metadata }: KubeObject, { name, namespace, resource }: Target): void {
  const named = metadata?.name;
  if (!named) {
    const text = 'name must be provided';
    throw badRequest(`the name of the object (${name} based on URL) was undeterminable: ${text}`);
  }
  if (named !== name) {
    throw badRequest(
      `the name of the object (${named}) does not match the name on the URL (${name})`,
    );
  }
  if (!resource.namespaced) delete metadata.namespace;
  else if (!metadata.namespace) metadata.namespace = namespace;
  else if (metadata.namespace !== namespace) {
    throw badRequest(
      `the namespace of the object (${metadata.namespace}) does not match the namespace on the request (${namespace})`,
    );
  }
}

export function answer(
  call: Call,
  context: WriteContext,
  status: number,
  object: Frozen<KubeObject>,
): ApiReply {
  const shown = presentObject(call.resource, object, viewOf(call));
  return reply(status, shown, call.form, context.warnings);
}
