import { type Document, parseAllDocuments } from 'yaml';
import { isObject, type Json } from '../lib/json.ts';
import { KubectlError } from './failure.ts';
import { yamlMessage } from './yaml-message.ts';

/** The documents of a file as JSON. Throws KubectlError in kubectl's words. */
export function parseDocuments(text: string, source: string): readonly Json[] {
  if (/^\s*\{/.test(text)) return [parseJson(text, source)];
  return splitDocuments(text).flatMap((part) => {
    const read = readYaml(part);
    if ('values' in read) return read.values;
    throw new KubectlError(
      `error parsing ${source}: error converting YAML to JSON: yaml: ${read.error}`,
    );
  });
}

function readYaml(text: string): { readonly values: readonly Json[] } | { readonly error: string } {
  try {
    const options = { version: '1.1', uniqueKeys: false, logLevel: 'silent' } as const;
    const documents: readonly Document[] = [...parseAllDocuments(text, options)];
    const [error] = documents.flatMap(({ errors }) => errors);
    if (error) return { error: yamlMessage(error, text) };
    const values = documents.map((document): unknown => document.toJS({ maxAliasCount: 100 }));
    return { values: values.map(plain).filter((value) => value !== null) };
  } catch {
    // What the library itself gives up on: aliases without end, nesting without end.
    return { error: 'document contains excessive aliasing' };
  }
}

/** Each document is parsed for itself, so that line numbers count from its `---`. */
function splitDocuments(text: string): readonly string[] {
  return text.split(/^---(?=\s|$)[^\n]*\n?/m).filter((part) => /^\s*[^\s#]/m.test(part));
}

/** Dates and other values that YAML has and JSON does not become texts. */
function plain(value: unknown): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return String(value);
}

function parseJson(text: string, source: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    const trimmed = text.trimEnd();
    const isCut = !trimmed.endsWith('}') || !isBalanced(trimmed);
    const why = isCut ? 'unexpected EOF' : 'invalid character in JSON';
    throw new KubectlError(`error parsing ${source}: ${why}`);
  }
}

function isBalanced(text: string): boolean {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '');
  const count = (pattern: RegExp): number => (bare.match(pattern) ?? []).length;
  return count(/[[{]/g) <= count(/[\]}]/g);
}
