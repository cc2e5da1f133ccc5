import type { ApiReply, ApiResponse } from '../../apimachinery/api-client.ts';
import { notFound } from '../../apimachinery/status-error.ts';
import { listObjects } from '../list/list.ts';
import { listOptions, parseResourceVersion } from '../list/list-options.ts';
import { parseSelection } from '../list/selection.ts';
import { presentList, presentObject } from '../present/present.ts';
import { reply } from '../present/reply.ts';
import { keyOf } from '../registry/update.ts';
import { tooLargeResourceVersion } from '../status-reply.ts';
import { startWatch } from '../watch/start.ts';
import { type Call, viewOf } from './call.ts';

export function get(call: Call): ApiReply {
  const { environment, resource, target, info, form } = call;
  const { tx } = environment;
  const wanted = info.query.text('resourceVersion');
  if ((parseResourceVersion(wanted) ?? 0) > tx.revision) {
    throw tooLargeResourceVersion(wanted, tx.revision);
  }
  const object = tx.get(target.resource, keyOf(target));
  if (!object) throw notFound(target.resource, target.name);
  return reply(200, presentObject(resource, object, viewOf(call)), form);
}

export function list(call: Call): ApiReply {
  const { environment, resource, target, info, form } = call;
  const options = listOptions(info.query, false);
  const selection = parseSelection(resource, target.namespace, options);
  const page = listObjects(environment, selection, options);
  return reply(200, presentList(resource, page, viewOf(call)), form);
}

export function watch(call: Call): ApiResponse {
  const { environment, resource, target, info } = call;
  const options = listOptions(info.query, true);
  // The legacy path `/api/v1/watch/.../name` names its object.
  const named = legacyWatch.test(info.path) && info.name !== '' ? `metadata.name=${info.name}` : '';
  const fieldSelector = [options.fieldSelector, named].filter((text) => text !== '').join(',');
  const watchOptions = { ...options, fieldSelector };
  return startWatch(environment, resource, target.namespace, watchOptions, viewOf(call));
}

const legacyWatch = /^\/+(?:api\/[^/]+|apis\/[^/]+\/[^/]+)\/watch\//;
