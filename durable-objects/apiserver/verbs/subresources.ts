import type { ApiReply, ApiResponse } from '../../apimachinery/api-client.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { type Scale, scale as scaleKind } from '../../apimachinery/requests.ts';
import type { ScaleMapping } from '../../apimachinery/resource.ts';
import { badRequest, notFound } from '../../apimachinery/status-error.ts';
import type { Frozen } from '../../lib/json.ts';
import { readBody } from '../body.ts';
import { incoming } from '../clock-shift.ts';
import { connectors } from '../pods/connect.ts';
import type { PodView } from '../pods/pod-view.ts';
import { reply } from '../present/reply.ts';
import { wireObject } from '../present/wire.ts';
import { apply, kindText } from '../registry/apply.ts';
import { parseConfiguration, repeatedKeys } from '../registry/configuration.ts';
import { selfOf } from '../registry/field-manager.ts';
import { patchObject } from '../registry/patch.ts';
import { getScale, updateScale } from '../registry/scale.ts';
import { scaleScope } from '../registry/scale-managers.ts';
import { keyOf } from '../registry/update.ts';
import type { WriteContext } from '../registry/write-context.ts';
import { methodNotAllowed, notSimulated, resourceNotFound } from '../status-reply.ts';
import { applyObject, decodeMerged, isApply, readApply } from './apply.ts';
import { type Call, checkWriteOptions, writeContext } from './call.ts';
import { get } from './read.ts';
import { patch, readPatch, update } from './write.ts';

/** A request to `.../name/subresource`. */
export function serveSubresource(call: Call): ApiResponse {
  const { subresources } = call.resource;
  const { subresource } = call.target;
  const { scale, status, approval, finalize, connect } = subresources;
  if (subresource === 'status' && status) return serveStatus(call);
  if (subresource === 'approval' && approval) return serveStatus(call);
  if (subresource === 'scale' && scale) return serveScale(call, scale);
  if (subresource === 'finalize' && finalize) {
    if (call.info.verb !== 'update') throw methodNotAllowed();
    return update(call);
  }
  const info = connect && Object.hasOwn(connect, subresource) ? connect[subresource] : undefined;
  if (!info) throw resourceNotFound();
  if (!info.verbs.includes(call.info.verb)) throw methodNotAllowed();
  return serveConnect(call);
}

function serveStatus(call: Call): ApiReply {
  switch (call.info.verb) {
    case 'get':
      return get(call);
    case 'update':
      return update(call);
    case 'patch':
      return isApply(call) ? applyObject(call) : patch(call);
    default:
      throw methodNotAllowed();
  }
}

function serveScale(call: Call, mapping: ScaleMapping<KubeObject>): ApiReply {
  const { environment, target, form } = call;
  const { clockSkipped } = environment;
  const context = writeContext(call);
  const { schema } = scaleKind;
  const shown = (scale: Frozen<Scale>): ApiReply =>
    reply(200, wireObject(scaleKind, scale, clockSkipped), form, context.warnings);
  switch (call.info.verb) {
    case 'get':
      return shown(getScale(context, target, mapping));
    case 'update': {
      checkWriteOptions('UpdateOptions', call.info.query);
      const scale = readBody(call.request, scaleKind).object;
      checkScaleName(scale, target.name);
      return shown(
        updateScale(context, target, mapping, () => ({
          scale: incoming(schema, scale, clockSkipped),
        })),
      );
    }
    case 'patch': {
      if (isApply(call)) return shown(applyScale(call, context, mapping));
      const sent = readPatch(call);
      return shown(
        updateScale(context, target, mapping, (current) => {
          const before = wireObject(scaleKind, current, clockSkipped);
          const { object, warnings } = patchObject(schema, before, sent);
          context.warnings.push(...warnings);
          checkScaleName(object, target.name);
          return { scale: incoming(schema, object, clockSkipped) };
        }),
      );
    }
    default:
      throw methodNotAllowed();
  }
}

function applyScale(
  call: Call,
  context: WriteContext,
  mapping: ScaleMapping<KubeObject>,
): Frozen<Scale> {
  const { environment, target } = call;
  const { clockSkipped } = environment;
  const sent = readApply(call);
  const { schema } = scaleKind;
  const named = { ...target, apiVersion: scaleScope.apiVersion };
  const self = selfOf(context, named, 'Apply');
  const kind = kindText({ apiVersion: scaleScope.apiVersion, kind: scaleKind.kind });
  return updateScale(context, target, mapping, (current, managed) => {
    const live = { schema, object: wireObject(scaleKind, current, clockSkipped) };
    const start = { scope: scaleScope, kind, live, exists: true, managed };
    const applied = apply(start, parseConfiguration(sent), self, sent.force);
    context.warnings.push(...repeatedKeys(sent));
    const scale = decodeMerged(scaleKind, applied.object);
    checkScaleName(scale, target.name);
    return { scale: incoming(schema, scale, clockSkipped), managed: applied.managed };
  });
}

function checkScaleName(scale: Scale, name: string): void {
  const named = scale.metadata?.name;
  if (!named || named === name) return;
  throw badRequest(
    `the name of the object (${named}) does not match the name on the URL (${name})`,
  );
}

function serveConnect(call: Call): ApiResponse {
  const { environment, resource, target, info, request, options } = call;
  const { subresource } = target;
  const serve = Object.hasOwn(connectors, subresource) ? connectors[subresource] : undefined;
  if (!serve) throw notSimulated(`${resource.plural}/${subresource}`);
  const pod: PodView | undefined = environment.tx.get(resource, keyOf(target));
  if (!pod) throw notFound(resource, target.name);
  return serve({
    pod,
    key: keyOf(target),
    target,
    node: options.node,
    query: info.query,
    environment,
    context: writeContext(call),
    authenticator: options.authenticator,
    body: (kind) => readBody(request, kind).object,
  });
}
