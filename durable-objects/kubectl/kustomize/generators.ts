import { configMapKeyErrors, envVarNameErrors } from '../../apimachinery/names.ts';
import { toBase64 } from '../../lib/base64.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { decodeUtf8, toUint8 } from '../../lib/utf8.ts';
import { type ByteString, toBytes, toText } from '../../shell/index.ts';
import { KubectlError } from '../failure.ts';
import { type Item, nameOf, newItem, originalName, typeOf } from './layer.ts';

/** Reads a file by its path from the kustomization's folder. */
export type Load = (path: string) => ByteString;

/** Adds what configMapGenerator and secretGenerator make, or changes what is there already. */
export function generate(
  items: Item[],
  kind: 'ConfigMap' | 'Secret',
  args: JsonObject,
  shared: JsonObject,
  load: Load,
): void {
  const options = isObject(args.options) ? args.options : {};
  const made = objectOf(kind, args, merged(shared, options), load);
  const isHashed = options.disableNameSuffixHash ?? shared.disableNameSuffixHash;
  const item = newItem(made, isHashed !== true);
  const behavior = String(args.behavior ?? 'create');
  const old = items.find(
    (one) => typeOf(one.object).kind === kind && originalName(one) === nameOf(made),
  );
  switch (behavior) {
    case 'merge':
    case 'replace':
      if (!old)
        throw new KubectlError(`${mergingText(made)} does not exist; cannot merge or replace`);
      old.object = behavior === 'merge' ? mergedInto(old.object, made) : replaced(old.object, made);
      old.isHashed = item.isHashed && old.isHashed;
      return;
    default:
      if (old && old.names.length === 0)
        throw new KubectlError(`${mergingText(made)} exists; behavior must be merge or replace`);
      items.push(item);
  }
}

/** Upstream prints where its generator lies in memory. */
function mergingText(made: JsonObject): string {
  const metadata = isObject(made.metadata) ? made.metadata : {};
  const [name, namespace] = [metadata.name, metadata.namespace ?? ''].map((one) =>
    JSON.stringify(one),
  );
  return `merging from generator &{0xc000000000 <nil>}: id resid.ResId{Gvk:resid.Gvk{Group:"", Version:"v1", Kind:${JSON.stringify(made.kind)}, isClusterScoped:false}, Name:${name}, Namespace:${namespace}}`;
}

function merged(shared: JsonObject, own: JsonObject): JsonObject {
  const both = (key: string): JsonObject => ({
    ...(isObject(shared[key]) ? shared[key] : {}),
    ...(isObject(own[key]) ? own[key] : {}),
  });
  return {
    ...shared,
    ...own,
    labels: both('labels'),
    annotations: both('annotations'),
  };
}

function objectOf(
  kind: 'ConfigMap' | 'Secret',
  args: JsonObject,
  options: JsonObject,
  load: Load,
): JsonObject {
  const name = String(args.name ?? '');
  if (name === '') throw new KubectlError('a configmap must have a name');
  const entries = entriesOf(name, args, load);
  const metadata = {
    name,
    ...(args.namespace ? { namespace: args.namespace } : {}),
    ...filled('labels', options.labels),
    ...filled('annotations', options.annotations),
  };
  const contents = kind === 'Secret' ? secretData(entries) : configData(entries);
  const type = kind === 'Secret' ? { type: args.type ?? 'Opaque' } : {};
  const immutable = options.immutable === true ? { immutable: true } : {};
  return { apiVersion: 'v1', kind, metadata, ...contents, ...type, ...immutable };
}

function filled(key: string, value: Json | undefined): JsonObject {
  return isObject(value) && Object.keys(value).length > 0 ? { [key]: value } : {};
}

function configData(entries: ReadonlyMap<string, ByteString>): JsonObject {
  const data: { [key: string]: string } = {};
  const binary: { [key: string]: string } = {};
  for (const [key, bytes] of entries) {
    const text = decodeUtf8(toUint8(bytes), true);
    if (text === undefined) binary[key] = toBase64(bytes);
    else data[key] = text;
  }
  return { ...filled('data', data), ...filled('binaryData', binary) };
}

function secretData(entries: ReadonlyMap<string, ByteString>): JsonObject {
  const data = [...entries].map(([key, bytes]) => [key, toBase64(bytes)]);
  return filled('data', Object.fromEntries(data));
}

function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function entriesOf(name: string, args: JsonObject, load: Load): ReadonlyMap<string, ByteString> {
  const envs = [...textsIn(args.envs), ...(args.env ? [String(args.env)] : [])];
  const files = `file sources: [${textsIn(args.files).join(' ')}]`;
  const pairs = [
    ...envs.flatMap((path) =>
      lineEntries(toText(told(`env source files: [${envs.join(' ')}]`, () => load(path)))),
    ),
    ...textsIn(args.literals).map(literalEntry),
    ...textsIn(args.files).map((source) => fileEntry(source, files, load)),
  ];
  const entries = new Map<string, ByteString>();
  for (const [key, bytes] of pairs) {
    const errors = configMapKeyErrors(key);
    if (errors.length > 0)
      throw new KubectlError(`${JSON.stringify(key)} is not a valid key name: ${errors.join(';')}`);
    if (entries.has(key))
      throw new KubectlError(`configmap ${name} illegally repeats the key \`${key}\``);
    entries.set(key, bytes);
  }
  return entries;
}

type Entry = readonly [key: string, bytes: ByteString];

function lineEntries(text: string): readonly Entry[] {
  return text.split(/\r?\n/).flatMap((whole): readonly Entry[] => {
    const line = whole.replace(/^\ufeff/, '').trimStart();
    if (line === '' || line.startsWith('#')) return [];
    const at = line.indexOf('=');
    const key = at < 0 ? line : line.slice(0, at);
    const errors = envVarNameErrors(key);
    if (errors.length > 0)
      throw new KubectlError(`${JSON.stringify(key)} is not a valid key name: ${errors.join(';')}`);
    return [[key, toBytes(at < 0 ? '' : line.slice(at + 1))]];
  });
}

function literalEntry(source: string): Entry {
  const at = source.indexOf('=');
  if (at <= 0)
    throw new KubectlError(
      `loading KV pairs: literal sources [${source}]: invalid literal source ${source}, expected key=value`,
    );
  const value = source.slice(at + 1).replace(/^(["'])(.*)\1$/s, '$2');
  return [source.slice(0, at), toBytes(value)];
}

function told<T>(what: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`loading KV pairs: ${what}: ${error.message}`);
  }
}

function fileEntry(source: string, all: string, load: Load): Entry {
  const [key = '', path, ...more] = source.split('=');
  if (path === undefined) return [source.split('/').at(-1) ?? '', told(all, () => load(source))];
  if (more.length > 0)
    throw new KubectlError(`source ${JSON.stringify(source)} key name or file path contains '='`);
  return [key, told(all, () => load(path))];
}

function mergedInto(old: JsonObject, made: JsonObject): JsonObject {
  const both = (key: string): JsonObject => ({
    ...(isObject(old[key]) ? old[key] : {}),
    ...(isObject(made[key]) ? made[key] : {}),
  });
  return {
    ...replaced(old, made),
    ...filled('data', both('data')),
    ...filled('binaryData', both('binaryData')),
  };
}

/** New contents under the old name; labels and annotations of both. */
function replaced(old: JsonObject, made: JsonObject): JsonObject {
  const [before, after] = [old, made].map(({ metadata }) => (isObject(metadata) ? metadata : {}));
  const both = (key: string): JsonObject =>
    filled(key, {
      ...(isObject(before?.[key]) ? before[key] : {}),
      ...(isObject(after?.[key]) ? after[key] : {}),
    });
  return { ...made, metadata: { ...before, ...both('labels'), ...both('annotations') } };
}
