import { type KubeObject, keyOf, keyText } from '../../apimachinery/meta.ts';
import { badRequest } from '../../apimachinery/status-error.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import type { PollEnvironment } from '../environment.ts';
import { expired, tooLargeResourceVersion } from '../status-reply.ts';
import { type ContinueToken, decodeContinue, encodeContinue } from './continue-token.ts';
import { type ListOptions, parseResourceVersion } from './list-options.ts';
import { isEverything, isSelected, type Selection } from './selection.ts';

/** One page of a list. */
export interface Page {
  readonly items: readonly Frozen<KubeObject>[];
  /** `metadata` of the list. */
  readonly resourceVersion: string;
  readonly continue?: string;
  readonly remainingItemCount?: number;
}

type Source = Pick<PollEnvironment, 'history'> & { readonly tx: Reader };
type Objects = readonly Frozen<KubeObject>[];

/**
 * Lists objects. A list that goes on shows the state at which it began as long as the history
 * reaches back to it. Follows storage/etcd3 GetList. Throws Expired, BadRequest, Timeout.
 */
export function listObjects(source: Source, selection: Selection, options: ListOptions): Page {
  const current = source.tx.revision;
  if (options.continue !== '') {
    if (options.resourceVersion !== '' && options.resourceVersion !== '0') {
      throw badRequest('specifying resource version is not allowed when using continue');
    }
    const token = decodeContinue(options.continue);
    if (token.revision < 0) {
      return page(objectsNow(source, selection), current, token.after, selection, options);
    }
    const objects = objectsAt(source, selection, token.revision);
    if (!objects) throw expired(continueExpired, encodeContinue({ ...token, revision: -1 }));
    return page(objects, token.revision, token.after, selection, options);
  }
  const asked = parseResourceVersion(options.resourceVersion) ?? 0;
  if (asked > current) throw tooLargeResourceVersion(options.resourceVersion, current);
  // A limit with a resource version and no match means exactly that one, from before there was one.
  const isLegacyExact = options.limit > 0 && options.resourceVersionMatch === '' && asked > 0;
  if (options.resourceVersionMatch !== 'Exact' && !isLegacyExact) {
    return page(objectsNow(source, selection), current, undefined, selection, options);
  }
  const objects = objectsAt(source, selection, asked);
  if (!objects) throw expired('The resourceVersion for the provided list is too old.');
  return page(objects, asked, undefined, selection, options);
}

const continueExpired =
  'The provided continue parameter is too old to display a consistent list result. ' +
  'You can start a new list without the continue parameter, or use the continue token in this ' +
  'response to retrieve the remainder of the results. Continuing with the provided token results ' +
  'in an inconsistent list - objects that were created, modified, or deleted between the time ' +
  'the first chunk was returned and now may show up in the list.';

function objectsNow({ tx }: { tx: Reader }, { stored, namespace, fields }: Selection): Objects {
  const name = fields.find(({ field, equal }) => field === 'metadata.name' && equal)?.value;
  if (name === undefined || (stored.namespaced && namespace === '')) {
    return tx.list(stored, namespace);
  }
  const object = tx.get(stored, { namespace, name });
  return object ? [object] : [];
}

/** The objects as they were: the present ones with the changes since taken back. */
function objectsAt(source: Source, selection: Selection, revision: number): Objects | undefined {
  const { stored, namespace } = selection;
  const now = source.tx.list(stored, namespace);
  if (revision >= source.tx.revision) return now;
  const commits = source.history.since(revision);
  if (!commits) return undefined;
  const objects = new Map(now.map((object) => [keyText(keyOf(object)), object]));
  const isHere = (change: { resource: { group: string; plural: string } }): boolean =>
    change.resource.group === stored.group && change.resource.plural === stored.plural;
  for (const { changes } of [...commits].reverse()) {
    for (const change of [...changes].reverse()) {
      if (change.revision <= revision || !isHere(change)) continue;
      if (namespace !== '' && change.key.namespace !== namespace) continue;
      const text = keyText(change.key);
      if (change.old) objects.set(text, change.old);
      else objects.delete(text);
    }
  }
  return [...objects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
}

function page(
  objects: Objects,
  revision: number,
  after: ContinueToken['after'] | undefined,
  selection: Selection,
  { limit }: ListOptions,
): Page {
  const prefix = selection.namespace === '' ? '' : `${selection.namespace}/`;
  const start = after === undefined ? undefined : prefix + after;
  const items: Frozen<KubeObject>[] = [];
  let next = 0;
  for (; next < objects.length && (limit === 0 || items.length < limit); next += 1) {
    const object = objects[next];
    if (!object || (start !== undefined && keyText(keyOf(object)) <= start)) continue;
    if (isSelected(selection, object)) items.push(object);
  }
  const last = objects[next - 1];
  const resourceVersion = String(revision);
  if (next >= objects.length || !last) return { items, resourceVersion };
  const place = keyText(keyOf(last)).slice(prefix.length);
  return {
    items,
    resourceVersion,
    continue: encodeContinue({ revision, after: place }),
    // Unknown when selectors would have to be tried on the rest.
    ...(isEverything(selection) ? { remainingItemCount: objects.length - next } : {}),
  };
}
