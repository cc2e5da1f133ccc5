import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { assert } from '../durable-objects/lib/assert.ts';
import { isObject, type JsonObject } from '../durable-objects/lib/json.ts';

const folder = new URL('./fixtures/golden/', import.meta.url);

/** What a recorded command printed. */
export function recording(name: string): {
  readonly command: string;
  readonly stdout: string;
  readonly stderr: string;
} {
  const text = readFileSync(new URL(`recordings/${name}.txt`, folder), 'utf8');
  const [, stdout = '', stderr = ''] =
    /--- stdout\n([\s\S]*?)--- stderr\n([\s\S]*?)--- exit/.exec(text) ?? [];
  return { command: text.slice(0, text.indexOf('\n')), stdout, stderr };
}

/** The object that a recorded `get -o yaml` printed, or the first of a list. */
export function recordedObject(name: string): JsonObject {
  const [object] = readObjects(recording(name).stdout);
  assert(object, `no object in ${name}`);
  return Array.isArray(object.items) && isObject(object.items[0]) ? object.items[0] : object;
}

/** The objects of a manifest that was applied to the recorded cluster. */
export function manifest(name: string): readonly JsonObject[] {
  return readObjects(readFileSync(new URL(`manifests/${name}.yaml`, folder), 'utf8'));
}

/** The errors of a rejected object, as kubectl listed them. */
export function recordedErrors(name: string): readonly string[] {
  const { stderr } = recording(name);
  const [head = '', ...lines] = stderr.split('\n');
  const single = head.slice(head.indexOf('is invalid: ') + 'is invalid: '.length);
  if (single !== '') return [[single, ...lines].join('\n').trimEnd()];
  return lines.filter((line) => line.startsWith('* ')).map((line) => line.slice(2));
}

function readObjects(text: string): readonly JsonObject[] {
  return parseAllDocuments(text)
    .map((document): unknown => document.toJS())
    .filter(isObject);
}
