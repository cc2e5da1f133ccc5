import { isObject, type JsonObject } from '../lib/json.ts';
import { decodeUtf8 } from '../lib/utf8.ts';

/** One event of a watch. */
export interface WatchEvent {
  readonly type: string;
  readonly object: JsonObject;
}

/** The events in what a watch has sent: whole lines of JSON. */
export function readEvents(chunks: readonly (string | Uint8Array)[]): readonly WatchEvent[] {
  return chunks
    .map((chunk) => (typeof chunk === 'string' ? chunk : decodeUtf8(chunk)))
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const event: unknown = JSON.parse(line);
      if (!isObject(event) || !isObject(event.object)) return [];
      return [{ type: String(event.type), object: event.object }];
    });
}
