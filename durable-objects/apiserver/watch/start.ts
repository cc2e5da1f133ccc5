import type { ApiStream } from '../../apimachinery/api-client.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import { second } from '../../lib/instant.ts';
import type { RequestEnvironment } from '../environment.ts';
import { type ListOptions, parseResourceVersion } from '../list/list-options.ts';
import { parseSelection } from '../list/selection.ts';
import type { View } from '../present/present.ts';
import { tooLargeResourceVersion } from '../status-reply.ts';
import { checkSelectorLength, type WatchPosition } from './position.ts';

/** A watch ends after this, and up to twice this, unless it says when (--min-request-timeout). */
const minTimeout = 1_800 * second;
/** At most, whatever a client asks: positions keep no watch for ever. */
const maxTimeoutSeconds = 7_200;
export const bookmarkPeriod = 60 * second;

/** Opens a watch. Throws BadRequest for bad selectors, Timeout for a version still to come. */
export function startWatch(
  environment: RequestEnvironment,
  resource: Resource,
  namespace: string,
  options: ListOptions,
  view: View,
): ApiStream {
  const { now, tx } = environment;
  checkSelectorLength(options.labelSelector, options.fieldSelector);
  parseSelection(resource, namespace, options);
  const from = parseResourceVersion(options.resourceVersion) ?? 0;
  const initial = initialOf(options, from);
  if (initial !== 'none' && from > tx.revision) {
    throw tooLargeResourceVersion(options.resourceVersion, tx.revision);
  }
  const endsAt = now + timeout(environment, options, resource.plural);
  const bookmarkAt = now + bookmarkPeriod;
  const position: WatchPosition = {
    type: 'watch',
    group: resource.group,
    version: resource.version,
    plural: resource.plural,
    namespace,
    labelSelector: options.labelSelector,
    fieldSelector: options.fieldSelector,
    as: view.as,
    metaVersion: view.metaVersion,
    includeObject: view.includeObject,
    withColumns: true,
    revision: from === 0 ? tx.revision : from,
    initial,
    bookmarks: options.allowWatchBookmarks,
    bookmarkAt,
    endsAt,
    wakeAt:
      initial !== 'none'
        ? now
        : options.allowWatchBookmarks
          ? Math.min(bookmarkAt, endsAt)
          : endsAt,
  };
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-cache, private' };
  return { type: 'stream', status: 200, headers, position };
}

/** Without a version, or with 0, a watch begins with what exists. */
function initialOf(options: ListOptions, from: number): WatchPosition['initial'] {
  if (options.sendInitialEvents !== undefined) {
    return options.sendInitialEvents ? 'bookmark' : 'none';
  }
  return from === 0 ? 'events' : 'none';
}

function timeout(
  { random, tx }: RequestEnvironment,
  { timeoutSeconds }: ListOptions,
  plural: string,
): number {
  if (timeoutSeconds !== undefined && timeoutSeconds > 0) {
    return Math.min(timeoutSeconds, maxTimeoutSeconds) * second;
  }
  const spread = random('watch-timeout', plural, String(tx.revision)).below(minTimeout);
  return minTimeout + spread;
}
