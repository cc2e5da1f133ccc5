import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { type ByteString, toText } from '../../shell/index.ts';
import { parseDocuments } from '../documents.ts';
import { isFailure, KubectlError } from '../failure.ts';
import { shortHash } from '../name-hash.ts';
import { compactJson } from '../print/json.ts';
import type { Call } from '../verb.ts';
import { generate } from './generators.ts';
import { type Kustomization, listIn, readKustomization } from './kustomization.ts';
import { type Item, idText, nameOf, newItem, rename, withMetadata } from './layer.ts';
import { ordered } from './order.ts';
import { applyPatch, type PatchContext, strategicPatch } from './patches.ts';
import { fixReferences } from './references.ts';
import { transform, transformLate } from './transform.ts';

/**
 * The objects that a folder's kustomization makes. Throws KubectlError. Follows kustomize 5.7
 * (sigs.k8s.io/kustomize/api/internal/target).
 */
export function buildKustomization(call: Call, path: string): readonly JsonObject[] {
  if (/^(https?:|git@|ssh:|github\.com)/.test(path))
    throw new KubectlError(
      `unable to read ${JSON.stringify(path)}: this terminal is not connected to the internet`,
    );
  const folder = absolute(call, '', path);
  if (call.files.type(folder) !== 'directory')
    throw new KubectlError(
      call.files.type(folder) === undefined
        ? `must build at directory: not a valid directory: evalsymlink failure on '${path}' : lstat ${folder}: no such file or directory`
        : `must build at directory: '${path}': file is not directory`,
    );
  const kustomization = readKustomization(call, folder);
  const items: Item[] = [];
  accumulate(call, kustomization, items, [folder]);
  for (const item of items) if (item.isHashed) addHash(item);
  fixReferences(items);
  return ordered(items, kustomization.fields.sortOptions)
    .filter(({ object }) => !isLocal(object))
    .map(({ object }) => object);
}

/** Objects that only the kustomization is to see. */
function isLocal({ metadata }: JsonObject): boolean {
  const annotations =
    isObject(metadata) && isObject(metadata.annotations) ? metadata.annotations : {};
  return annotations['config.kubernetes.io/local-config'] === 'true';
}

/** The ending of a generated object's name that changes with its contents. */
function addHash(item: Item): void {
  const { kind, data = '', binaryData, stringData, type = '' } = item.object;
  const parts: { [key: string]: Json | undefined } =
    kind === 'Secret'
      ? { kind, type, name: '', data, ...(isObject(stringData) ? { stringData } : {}) }
      : { kind, name: '', data, ...(isObject(binaryData) ? { binaryData } : {}) };
  rename(item, `${nameOf(item.object)}-${shortHash(compactJson(parts))}`);
}

/** Adds a kustomization's objects, changed as it says. A component changes those before it too. */
function accumulate(
  call: Call,
  { folder, fields }: Kustomization,
  items: Item[],
  path: readonly string[],
): void {
  for (const resource of listIn(fields.resources))
    prefixed('accumulating resources', () =>
      accumulateResource(call, folder, String(resource), items, path),
    );
  const load = (file: string): ByteString => loaded(call, folder, file);
  const shared = isObject(fields.generatorOptions) ? fields.generatorOptions : {};
  for (const [key, kind] of [
    ['configMapGenerator', 'ConfigMap'],
    ['secretGenerator', 'Secret'],
  ] as const)
    for (const args of listIn(fields[key]))
      if (isObject(args)) generate(items, kind, args, shared, load);
  for (const component of listIn(fields.components))
    accumulateComponent(call, folder, String(component), items, path);
  customize(call, folder, fields, items);
}

function customize(call: Call, folder: string, fields: JsonObject, items: Item[]): void {
  const context: PatchContext = {
    kinds: call.kinds,
    read: (file) => toText(loaded(call, folder, file)),
    exists: (file) =>
      !file.includes('\n') && call.files.type(absolute(call, folder, file)) === 'file',
  };
  for (const source of listIn(fields.patchesStrategicMerge))
    strategicPatch(items, String(source), context);
  for (const patch of listIn(fields.patches))
    if (isObject(patch)) applyPatch(items, patch, context);
  transform(items, fields, call.kinds);
  for (const patch of listIn(fields.patchesJson6902))
    if (isObject(patch)) applyPatch(items, patch, context);
  transformLate(items, fields);
  fixReferences(items);
}

function accumulateResource(
  call: Call,
  folder: string,
  resource: string,
  items: Item[],
  path: readonly string[],
): void {
  const whole = absolute(call, folder, resource);
  const type = call.files.type(whole);
  if (type === 'file') {
    prefixed(`accumulating resources from '${resource}'`, () =>
      append(items, objectsIn(call, whole, resource)),
    );
    return;
  }
  const missing = type === 'directory' ? `'${whole}' must resolve to a file` : missingText(whole);
  prefixed(`accumulation err='accumulating resources from '${resource}': ${missing}'`, () => {
    if (type === undefined)
      throw new KubectlError(
        `must build at directory: not a valid directory: evalsymlink failure on '${whole}' : lstat ${whole}: no such file or directory`,
      );
    const inner: Item[] = [];
    const base = enter(call, whole, path);
    if (base.fields.kind === 'Component')
      throw new KubectlError(`expected kind != 'Component' for path '${whole}'`);
    prefixed(`recursed accumulation of path '${whole}'`, () =>
      accumulate(call, base, inner, [...path, whole]),
    );
    prefixed(`recursed merging from path '${whole}'`, () => append(items, inner));
  });
}

function accumulateComponent(
  call: Call,
  folder: string,
  component: string,
  items: Item[],
  path: readonly string[],
): void {
  const whole = absolute(call, folder, component);
  prefixed('accumulating components', () => {
    const found = enter(call, whole, path);
    if (found.fields.kind !== 'Component')
      throw new KubectlError(
        `accumulateDirectory: "expected kind 'Component' for path '${whole}' but got '${String(found.fields.kind ?? 'Kustomization')}'"`,
      );
    accumulate(call, found, items, [...path, whole]);
  });
}

function enter(call: Call, whole: string, path: readonly string[]): Kustomization {
  if (path.includes(whole))
    throw new KubectlError(
      `cycle detected: candidate root '${whole}' contains visited root '${whole}'`,
    );
  return prefixed(`couldn't make target for path '${whole}'`, () => readKustomization(call, whole));
}

/** Adds items; an object of the same kind and name may not be there twice. */
function append(items: Item[], more: readonly Item[]): void {
  for (const item of more) {
    const id = idText(item.object);
    if (items.some(({ object }) => idText(object) === id))
      throw new KubectlError(`may not add resource with an already registered id: ${id}`);
    items.push(item);
  }
}

function objectsIn(call: Call, whole: string, resource: string): readonly Item[] {
  const documents = parseDocuments(toText(call.files.readBytes(whole)), resource);
  const objects = documents.flatMap((value): readonly Json[] =>
    isObject(value) && String(value.kind).endsWith('List') && Array.isArray(value.items)
      ? value.items
      : [value],
  );
  return objects.map((value) => {
    if (!isObject(value) || typeof value.kind !== 'string')
      throw new KubectlError(`missing Resource metadata`);
    if (nameOf(value) === '') throw new KubectlError('missing metadata.name in object');
    return newItem(withMetadata(value, {}));
  });
}

function missingText(whole: string): string {
  return `evalsymlink failure on '${whole}' : lstat ${whole}: no such file or directory`;
}

/** A file below the kustomization's folder. */
function loaded(call: Call, folder: string, file: string): ByteString {
  const whole = absolute(call, folder, file);
  if (whole !== folder && !whole.startsWith(`${folder}/`))
    throw new KubectlError(`security; file '${whole}' is not in or below '${folder}'`);
  if (call.files.type(whole) === undefined) throw new KubectlError(missingText(whole));
  return call.files.readBytes(whole);
}

function absolute({ files }: Call, folder: string, path: string): string {
  const whole = files.resolve(folder === '' || path.startsWith('/') ? path : `${folder}/${path}`);
  const steps: string[] = [];
  for (const step of whole.split('/'))
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  return `/${steps.join('/')}`;
}

function prefixed<T>(what: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!isFailure(error)) throw error;
    throw new KubectlError(`${what}: ${error.message}`);
  }
}
