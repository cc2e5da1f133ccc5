import { defineRecord } from '../apimachinery/resource.ts';
import type { Instant } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';
import type { ByteString, OutputChunk } from '../shell/index.ts';
import type { Reader } from '../storage/store.ts';
import type { RecordAccess } from '../volumes/contents/index.ts';
import { kubeletLimits } from './limits.ts';

/** A line of a container's log; `isOpen` when its container ended before the line did. */
export interface LogLine {
  readonly at: Instant;
  readonly stream: 'stdout' | 'stderr';
  readonly text: ByteString;
  readonly isOpen?: true;
}

/**
 * A run of lines. Segments follow each other without gaps; the last one carries what was written
 * to each stream since its last line end, which is no line yet (as containerd reads its pipes).
 */
interface LogSegment {
  /** The number of its first line within the run of the container. */
  readonly first: number;
  readonly bytes: number;
  readonly lines: readonly LogLine[];
  readonly rest: { readonly stdout: ByteString; readonly stderr: ByteString };
}

/** Segments by (`podUid/container`, `attempt/number`), both zero-padded. */
const logSegments = defineRecord<LogSegment>('container-logs');

/** One run of one container. */
export interface LogPlace {
  readonly uid: string;
  readonly container: string;
  /** 1 for the first run. */
  readonly attempt: number;
}

const groupOf = ({ uid, container }: LogPlace) => `${uid}/${container}`;
const prefixOf = ({ attempt }: LogPlace) => `${String(attempt).padStart(6, '0')}/`;
const noRest = { stdout: '', stderr: '' };

/** Adds what the main process wrote. */
export function appendLog(
  access: RecordAccess,
  place: LogPlace,
  chunks: readonly OutputChunk[],
): void {
  if (chunks.length === 0) return;
  const last = segmentsOf(access.read, place).at(-1);
  let name = last?.name ?? `${prefixOf(place)}000000`;
  let segment: LogSegment = last?.value ?? { first: 0, bytes: 0, lines: [], rest: noRest };
  for (const { stream, bytes, at } of chunks) {
    const parts = (segment.rest[stream] + bytes).split('\n');
    const rest = parts.pop() ?? '';
    for (const text of parts) {
      if (segment.bytes >= kubeletLimits.logSegmentBytes) {
        store(access, place, name, { ...segment, rest: noRest });
        name = nextName(place, name);
        const first = segment.first + segment.lines.length;
        segment = { first, bytes: 0, lines: [], rest: segment.rest };
      }
      const lines = [...segment.lines, { at, stream, text }];
      segment = { ...segment, lines, bytes: segment.bytes + text.length + 1 };
    }
    segment = { ...segment, rest: { ...segment.rest, [stream]: rest } };
  }
  store(access, place, name, segment);
  rotate(access, place);
}

/** The container has ended: what had no line end yet becomes lines. */
export function closeLog(access: RecordAccess, place: LogPlace, at: Instant): void {
  const last = segmentsOf(access.read, place).at(-1);
  if (!last) return;
  const { rest } = last.value;
  const open = (['stdout', 'stderr'] as const)
    .filter((stream) => rest[stream] !== '')
    .map((stream): LogLine => ({ at, stream, text: rest[stream], isOpen: true }));
  if (open.length === 0) return;
  const bytes = last.value.bytes + open.reduce((sum, { text }) => sum + text.length, 0);
  store(access, place, last.name, {
    ...last.value,
    bytes,
    lines: [...last.value.lines, ...open],
    rest: noRest,
  });
}

/** The lines from number `from` on that are still kept, and the number after the last. */
export function readLog(
  read: Pick<Reader, 'records'>,
  place: LogPlace,
  from = 0,
): { readonly lines: readonly Frozen<LogLine>[]; readonly next: number } {
  const segments = segmentsOf(read, place).map(({ value }) => value);
  const lines = segments.flatMap((segment) =>
    segment.first + segment.lines.length <= from
      ? []
      : segment.lines.slice(Math.max(0, from - segment.first)),
  );
  const last = segments.at(-1);
  return { lines, next: last ? last.first + last.lines.length : 0 };
}

/** Forgets the runs before this one, or with no `attempt` all of them. */
export function removeLogs(
  access: RecordAccess,
  place: { readonly uid: string; readonly container: string; readonly attempt?: number },
): void {
  const group = `${place.uid}/${place.container}`;
  for (const { key } of access.read.records(logSegments, group)) {
    const isOld = place.attempt === undefined || Number(key.name.slice(0, 6)) < place.attempt;
    if (isOld) access.setRecord(logSegments, key, undefined);
  }
}

interface Named {
  readonly name: string;
  readonly value: Frozen<LogSegment>;
}

function segmentsOf(read: Pick<Reader, 'records'>, place: LogPlace): readonly Named[] {
  return read
    .records(logSegments, groupOf(place))
    .filter(({ key }) => key.name.startsWith(prefixOf(place)))
    .map(({ key, value }) => ({ name: key.name, value }));
}

function nextName(place: LogPlace, name: string): string {
  const number = Number(name.slice(prefixOf(place).length)) + 1;
  return `${prefixOf(place)}${String(number).padStart(6, '0')}`;
}

function store(access: RecordAccess, place: LogPlace, name: string, segment: LogSegment): void {
  access.setRecord(logSegments, { namespace: groupOf(place), name }, segment);
}

function rotate(access: RecordAccess, place: LogPlace): void {
  const segments = segmentsOf(access.read, place);
  let bytes = segments.reduce((sum, { value }) => sum + value.bytes, 0);
  for (const { name, value } of segments.slice(0, -1)) {
    if (bytes <= kubeletLimits.logBytes) return;
    bytes -= value.bytes;
    access.setRecord(logSegments, { namespace: groupOf(place), name }, undefined);
  }
}
