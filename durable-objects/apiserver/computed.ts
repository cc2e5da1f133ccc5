import type { ApiReply } from '../apimachinery/api-client.ts';
import type { KubeObject } from '../apimachinery/meta.ts';
import type { Resource } from '../apimachinery/resource.ts';
import { notFound } from '../apimachinery/status-error.ts';
import type { Frozen } from '../lib/json.ts';
import type { PollEnvironment } from './environment.ts';
import { listOptions } from './list/list-options.ts';
import { isSelected, parseSelection } from './list/selection.ts';
import { presentList, presentObject } from './present/present.ts';
import { reply } from './present/reply.ts';
import { methodNotAllowed } from './status-reply.ts';
import { type Call, viewOf } from './verbs/call.ts';

/** All objects of a kind in one namespace ('': in all), sorted as lists are, as they are now. */
export type ComputedObjects = (
  resource: Resource,
  namespace: string,
  environment: Pick<PollEnvironment, 'tx' | 'now'>,
) => readonly Frozen<KubeObject>[];

/**
 * GET of one or of all objects of a kind that is not stored: they have no versions, so that there
 * are no pages and no watches.
 */
export function serveComputed(call: Call): ApiReply {
  const { resource, target, info, environment, options, form } = call;
  const { namespace, name } = target;
  const objects = options.computed?.(resource, namespace, environment) ?? [];
  if (info.verb === 'get') {
    const object = objects.find(({ metadata }) => metadata.name === name);
    if (object) return reply(200, presentObject(resource, object, viewOf(call)), form);
    const plural = resource.kind.toLowerCase();
    throw notFound({ ...resource, plural }, namespace === '' ? name : `${namespace}/${name}`);
  }
  if (info.verb !== 'list') throw methodNotAllowed();
  const selection = parseSelection(resource, namespace, listOptions(info.query, false));
  const items = objects.filter((object) => isSelected(selection, object));
  return reply(200, presentList(resource, { items, resourceVersion: '' }, viewOf(call)), form);
}
