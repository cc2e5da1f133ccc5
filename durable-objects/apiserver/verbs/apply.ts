import type { ApiReply } from '../../apimachinery/api-client.ts';
import { decodeJson } from '../../apimachinery/decode.ts';
import type { BodyKind } from '../../apimachinery/decode-body.ts';
import {
  encodeManaged,
  type ManagedFieldsEntries,
} from '../../apimachinery/managed-fields/managers.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { apiVersionOf } from '../../apimachinery/resource.ts';
import { conflict, StatusError } from '../../apimachinery/status-error.ts';
import { toStored } from '../../apimachinery/version.ts';
import { type Frozen, isObject, type JsonObject } from '../../lib/json.ts';
import { bodyText, contentType } from '../body.ts';
import { incoming } from '../clock-shift.ts';
import { wireObject } from '../present/wire.ts';
import { apply, kindText } from '../registry/apply.ts';
import { type ApplyRequest, parseConfiguration, repeatedKeys } from '../registry/configuration.ts';
import { decodedOf, scopeOf, selfOf } from '../registry/field-manager.ts';
import { updateObject } from '../registry/update.ts';
import type { Target } from '../registry/write-context.ts';
import { type Call, checkWriteOptions, writeContext } from './call.ts';
import { answer, checkName } from './write.ts';

/** PATCH that applies a configuration, which creates what isn't there. */
export function applyObject(call: Call): ApiReply {
  const { target, resource, environment } = call;
  const context = writeContext(call);
  const sent = readApply(call);
  let managed: ManagedFieldsEntries | undefined;
  const change = (existing: Frozen<KubeObject> | undefined): KubeObject => {
    const live = existing ? wireObject(resource, existing, environment.clockSkipped) : {};
    const applied = apply(
      {
        scope: scopeOf(target),
        kind: kindText({ apiVersion: apiVersionOf(resource), kind: resource.kind }),
        live: { schema: resource.schema, object: withoutManagedFields(live) },
        exists: existing !== undefined,
        managed: decodedOf(existing?.metadata.managedFields),
      },
      parseConfiguration(sent),
      selfOf(context, target, 'Apply'),
      sent.force,
    );
    context.warnings.push(...repeatedKeys(sent));
    managed = applied.managed.length === 0 ? undefined : encodeManaged(applied.managed);
    const object = decodeMerged(resource, applied.object);
    if (!existing && object.metadata?.uid) throw uidMismatch(target, object.metadata.uid);
    checkName(object, target);
    return toStored(resource, incoming(resource.schema, object, environment.clockSkipped));
  };
  const options = { mayCreate: true, managed: () => managed };
  const { object, created } = updateObject(context, target, change, options);
  return answer(call, context, created ? 201 : 200, object);
}

function withoutManagedFields(object: JsonObject): JsonObject {
  if (!isObject(object.metadata)) return object;
  const { managedFields: _managed, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/** The merged object in the kind's own form: what fits its types may still be no quantity. */
export function decodeMerged<T>(kind: BodyKind<T>, merged: JsonObject): T {
  const decoded = decodeJson(kind.schema, merged);
  if (!('error' in decoded)) return decoded.object;
  const name = kindText({ apiVersion: apiVersionOf(kind), kind: kind.kind });
  const message = `unable to convert unstructured object to ${name}: ${decoded.error}`;
  throw new StatusError(500, '', message);
}

function uidMismatch({ resource, name }: Target, uid: string): StatusError {
  const why = `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`;
  return conflict(resource, name, why);
}

const applyType = 'application/apply-patch+yaml';

/** Whether a PATCH applies a configuration. */
export function isApply({ request }: Call): boolean {
  return contentType(request) === applyType;
}

/** What an apply was sent with. Throws Invalid for options that don't go with it. */
export function readApply({ request, info }: Call): ApplyRequest {
  const fieldValidation = checkWriteOptions('PatchOptions', info.query, true);
  return { body: bodyText(request), force: info.query.flag('force'), fieldValidation };
}
