import { canonical } from '../lib/json.ts';

/** A value as field errors show it. */
export function goJsonString(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'object' ? canonical(value) : String(value);
}
