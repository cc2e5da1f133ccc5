import { isObject } from '../lib/json.ts';
import type { ToCluster } from './protocol.ts';

type Kind = 'string' | 'number';

/** What each message has to have. */
const fields: { readonly [T in ToCluster['type']]: { readonly [field: string]: Kind } } = {
  run: { terminal: 'string', line: 'string' },
  keys: { terminal: 'string', text: 'string' },
  interrupt: { terminal: 'string' },
  end: { terminal: 'string' },
  resize: { terminal: 'string', columns: 'number', rows: 'number' },
  complete: { id: 'number', terminal: 'string', line: 'string' },
  'list-files': { id: 'number' },
  'read-file': { id: 'number', path: 'string' },
  'write-file': { id: 'number', path: 'string', text: 'string' },
  skip: { id: 'number', by: 'number' },
  check: { id: 'number' },
};

/** A message from a console; undefined when it is none. */
export function parseMessage(text: string): ToCluster | undefined {
  const value = read(text);
  if (!isObject(value) || typeof value.type !== 'string') return undefined;
  const wanted = Object.hasOwn(fields, value.type)
    ? fields[value.type as ToCluster['type']]
    : undefined;
  if (!wanted) return undefined;
  const isWhole = Object.entries(wanted).every(([field, kind]) => typeof value[field] === kind);
  return isWhole ? (value as unknown as ToCluster) : undefined;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
