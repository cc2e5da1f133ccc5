import { persistentVolumes } from '../api/index.ts';
import type { KubeObject } from '../apimachinery/meta.ts';
import type { Resource } from '../apimachinery/resource.ts';
import { outgoing } from '../apiserver/clock-shift.ts';
import { type Clock, calendarOf } from '../cluster/clock.ts';
import type { Deadline } from '../control/controller.ts';
import type { Frozen } from '../lib/json.ts';
import { toText } from '../lib/utf8.ts';
import type { Reader, Store } from '../storage/store.ts';
import { volumeFiles, volumeSeal } from '../volumes/contents/index.ts';
import type { ClockState, FromCluster, ObjectChange, VolumeData, Wait } from './protocol.ts';
import { waitsOf } from './waits.ts';

/** Longest marker that the map shows. */
const maxMarker = 40;

/** What a console has been told; kept in memory, for after a sleep it is told everything again. */
export interface Told {
  readonly revision: number;
  readonly seals: ReadonlyMap<string, string>;
  readonly waits: string;
}

export const toldNothing: Told = { revision: -1, seals: new Map(), waits: '' };

/** The cluster as the feed needs it. */
export interface FeedSource {
  readonly read: Reader & Pick<Store, 'since'>;
  readonly clock: Clock;
  readonly resources: readonly Resource[];
  deadlines(): readonly Deadline[];
}

/** The messages that bring a console up to date, and what it knows then. */
export function news(source: FeedSource, told: Told): { messages: FromCluster[]; told: Told } {
  const messages: FromCluster[] = [];
  const { read } = source;
  if (told.revision !== read.revision) messages.push(objectNews(source, told.revision));
  const volumes = volumeNews(read, told.seals);
  if (volumes.length > 0) messages.push({ type: 'volumes', volumes });
  const waits = waitsOf(read, source.deadlines()).map((wait) => onCalendar(wait, source.clock));
  const text = JSON.stringify(waits);
  if (text !== told.waits) messages.push({ type: 'waits', waits });
  const seals = new Map(told.seals);
  for (const { volume, seal } of volumes) seals.set(volume, seal);
  return { messages, told: { revision: read.revision, seals, waits: text } };
}

/** The clock as a console shows it. */
export function clockState(source: FeedSource): ClockState {
  const { clock } = source;
  const next = source.deadlines().find((deadline) => deadline.controller !== 'event-expiry');
  return {
    now: calendarOf(clock),
    skipped: clock.skipped,
    ...(next ? { next: { at: next.at - clock.skipped, because: next.because } } : {}),
  };
}

function objectNews(source: FeedSource, since: number): FromCluster {
  const { read, clock } = source;
  const commits = since < 0 ? undefined : read.since(since);
  const revision = read.revision;
  if (!commits) {
    const changes = source.resources.flatMap((resource) =>
      read.list(resource).map((object) => changeOf(resource, object, clock, true)),
    );
    return { type: 'objects', revision, full: true, changes };
  }
  // Only the last state of each object matters.
  const last = new Map<string, ObjectChange>();
  for (const { changes } of commits) {
    for (const { resource, key, new: now, old, revision: at } of changes) {
      if (at <= since) continue;
      const object = now ?? old;
      if (!object) continue;
      const id = `${resource.group}/${resource.plural}/${key.namespace}/${key.name}`;
      last.delete(id);
      last.set(id, changeOf(resource, object, clock, now !== undefined));
    }
  }
  return { type: 'objects', revision, full: false, changes: [...last.values()] };
}

function changeOf(
  resource: Resource,
  object: Frozen<KubeObject>,
  clock: Clock,
  exists: boolean,
): ObjectChange {
  const { group, plural, schema } = resource;
  const { namespace = '', name } = object.metadata;
  const shown = outgoing(schema, object, clock.skipped) as ObjectChange['object'];
  return { group, plural, namespace, name, object: exists ? shown : null };
}

function volumeNews(read: Reader, seals: ReadonlyMap<string, string>): VolumeData[] {
  return read.list(persistentVolumes).flatMap(({ metadata: { name } }): VolumeData[] => {
    const seal = volumeSeal(read, name);
    if (seals.get(name) === seal) return [];
    const { files, newest } = volumeFiles(read, name);
    return [
      {
        volume: name,
        seal,
        files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length })),
        ...(newest ? { marker: { path: newest.path, text: firstLine(newest.bytes) } } : {}),
      },
    ];
  });
}

function firstLine(bytes: string): string {
  const line = toText(bytes.slice(0, 4 * maxMarker)).split('\n', 1)[0] ?? '';
  return [...line].slice(0, maxMarker).join('');
}

function onCalendar(wait: Wait, clock: Clock): Wait {
  const { since, until, ...rest } = wait;
  return {
    ...rest,
    ...(since === undefined ? {} : { since: since - clock.skipped }),
    ...(until === undefined ? {} : { until: until - clock.skipped }),
  };
}
