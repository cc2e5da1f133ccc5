import type { StreamOutput } from '../../apimachinery/api-client.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import { apiVersionOf } from '../../apimachinery/resource.ts';
import { type Frozen, freeze, type JsonObject } from '../../lib/json.ts';
import type { Change } from '../../storage/store.ts';
import type { PollEnvironment } from '../environment.ts';
import { isSelected, parseSelection, type Selection } from '../list/selection.ts';
import { presentObject, tableContext, type View } from '../present/present.ts';
import { tableOf } from '../present/table.ts';
import { expired } from '../status-reply.ts';
import type { WatchPosition } from './position.ts';
import { bookmarkPeriod } from './start.ts';

type EventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';

/** What a watch has to say since its position. Follows apiserver's cacher. */
export function pollWatch(
  environment: PollEnvironment,
  resource: Resource,
  position: WatchPosition,
): StreamOutput {
  const selection = parseSelection(resource, position.namespace, position);
  const writer = new EventWriter(resource, viewOf(environment, position), position.withColumns);
  const revision = writeEvents(environment, selection, position, writer);
  if (revision === undefined) return { chunks: writer.chunks };
  const { now } = environment;
  const isOver = now >= position.endsAt;
  const isBookmarkDue = position.bookmarks && (isOver || now >= position.bookmarkAt);
  if (isBookmarkDue) writer.bookmark(revision);
  if (isOver) return { chunks: writer.chunks };
  const bookmarkAt = isBookmarkDue ? now + bookmarkPeriod : position.bookmarkAt;
  const next: WatchPosition = {
    ...position,
    revision,
    initial: 'none',
    withColumns: writer.withColumns,
    bookmarkAt,
    wakeAt: position.bookmarks ? Math.min(bookmarkAt, position.endsAt) : position.endsAt,
  };
  return { chunks: writer.chunks, next };
}

/** Writes what is new; returns the revision reached, or undefined when the watch has failed. */
function writeEvents(
  { tx, history }: PollEnvironment,
  selection: Selection,
  position: WatchPosition,
  writer: EventWriter,
): number | undefined {
  const { stored, namespace } = selection;
  if (position.initial !== 'none') {
    for (const object of tx.list(stored, namespace)) {
      if (isSelected(selection, object)) writer.write('ADDED', object);
    }
    if (position.initial === 'bookmark') writer.bookmark(tx.revision, true);
    return tx.revision;
  }
  const commits = history.since(position.revision);
  if (!commits) {
    const { body } = expired(
      `too old resource version: ${position.revision} (${history.compacted})`,
    );
    writer.raw('ERROR', { ...body });
    return undefined;
  }
  let revision = position.revision;
  for (const commit of commits) {
    for (const change of commit.changes) {
      if (change.revision > position.revision) writeChange(selection, change, writer);
    }
    revision = Math.max(revision, commit.revision);
  }
  return revision;
}

/** An object that begins to be selected is ADDED, one that ceases to be is DELETED. */
function writeChange(selection: Selection, change: Change, writer: EventWriter): void {
  const { stored, namespace } = selection;
  if (change.resource.plural !== stored.plural || change.resource.group !== stored.group) return;
  if (namespace !== '' && change.key.namespace !== namespace) return;
  const before = change.old && isSelected(selection, change.old) ? change.old : undefined;
  const after = change.new && isSelected(selection, change.new) ? change.new : undefined;
  if (after) writer.write(before ? 'MODIFIED' : 'ADDED', after);
  else if (before) writer.write('DELETED', versioned(before, String(change.revision)));
}

/** The last selected state, at the version at which the selection was left. */
function versioned(object: Frozen<KubeObject>, resourceVersion: string): Frozen<KubeObject> {
  if (object.metadata.resourceVersion === resourceVersion) return object;
  const metadata = { ...object.metadata, resourceVersion };
  return freeze({ ...object, metadata }) as Frozen<KubeObject>;
}

function viewOf(environment: PollEnvironment, position: WatchPosition): View {
  const { now, clockSkipped } = environment;
  const { as, metaVersion, includeObject } = position;
  return { as, metaVersion, includeObject, now, clockSkipped };
}

/** Events as lines of JSON. */
class EventWriter {
  readonly chunks: string[] = [];
  withColumns: boolean;
  readonly #resource: Resource;
  readonly #view: View;

  constructor(resource: Resource, view: View, withColumns: boolean) {
    this.#resource = resource;
    this.#view = view;
    this.withColumns = withColumns;
  }

  write(type: EventType, object: Frozen<KubeObject>): void {
    if (this.#view.as !== 'Table') {
      this.raw(type, presentObject(this.#resource, object, this.#view));
      return;
    }
    const { resourceVersion } = object.metadata;
    this.#table(type, [object], { resourceVersion });
  }

  /** `isEnd`: everything that existed at the start has been sent. */
  bookmark(revision: number, isEnd = false): void {
    const metadata = {
      resourceVersion: String(revision),
      ...(isEnd ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}),
    };
    if (this.#view.as === 'Table') {
      this.#table('BOOKMARK', [], metadata);
      return;
    }
    const { kind } = this.#resource;
    const isPartial = this.#view.as !== '';
    this.raw('BOOKMARK', {
      kind: isPartial ? 'PartialObjectMetadata' : kind,
      apiVersion: isPartial
        ? `meta.k8s.io/${this.#view.metaVersion}`
        : apiVersionOf(this.#resource),
      metadata,
    });
  }

  raw(type: EventType, object: object): void {
    this.chunks.push(`${JSON.stringify({ type, object })}\n`);
  }

  #table(type: EventType, objects: readonly Frozen<KubeObject>[], metadata: JsonObject): void {
    const context = tableContext(this.#resource, this.#view);
    this.raw(type, tableOf(context, objects, metadata, this.withColumns));
    this.withColumns = false;
  }
}
