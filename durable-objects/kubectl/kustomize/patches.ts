import { parseSelector } from '../../apimachinery/label-parser.ts';
import { matchesLabels } from '../../apimachinery/labels.ts';
import { applyJsonPatch, JsonPatchError } from '../../apimachinery/patch/json.ts';
import type { Schema } from '../../apimachinery/schema.ts';
import { StatusError } from '../../apimachinery/status-error.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { parseDocuments } from '../documents.ts';
import { isFailure, KubectlError } from '../failure.ts';
import type { Kinds } from '../kinds.ts';
import { yamlText } from '../print/yaml.ts';
import { isAbout } from './field-specs.ts';
import { type Item, idText, nameOf, namespaceOf, originalName, typeOf } from './layer.ts';
import { merge } from './merge.ts';

/** What a kustomization's patches are given. */
export interface PatchContext {
  readonly kinds: Kinds;
  /** The text of a file by its path from the kustomization's folder. */
  read(path: string): string;
  /** Whether there is such a file. */
  exists(path: string): boolean;
}

/** `patchesStrategicMerge`: files or texts. */
export function strategicPatch(items: Item[], source: string, context: PatchContext): void {
  const text = context.exists(source) ? context.read(source) : source;
  for (const patch of documentsIn(text)) mergeInto(items, patch, context.kinds);
}

/** One of `patches` or `patchesJson6902`. Throws KubectlError. */
export function applyPatch(items: Item[], entry: JsonObject, context: PatchContext): void {
  const inline = String(entry.patch ?? '').trim();
  const path = String(entry.path ?? '');
  if (inline === '' && path === '')
    throw new KubectlError('must specify one of patch and path in\n');
  if (inline !== '' && path !== '')
    throw new KubectlError("patch and path can't be set at the same time\n");
  const text = path === '' ? inline : fileText(entry, path, context);
  const source =
    path === '' ? `[patch: ${JSON.stringify(text)}]` : `[path: ${JSON.stringify(path)}]`;
  const operations = operationsIn(text);
  const target = isObject(entry.target) ? entry.target : undefined;
  if (operations) {
    if (!target) throw new KubectlError(`must specify a target for JSON patch ${source}`);
    for (const item of selected(items, target)) item.object = changed(item.object, operations);
    return;
  }
  const patches = strategicIn(text, source);
  if (!target) {
    for (const patch of patches) mergeInto(items, patch, context.kinds);
    return;
  }
  const [patch, ...more] = patches;
  if (more.length > 0)
    throw new KubectlError(
      `Multiple Strategic-Merge Patches in one \`patches\` entry is not allowed to set \`patches.target\` field: ${source}`,
    );
  if (patch)
    for (const item of selected(items, target)) mergeItem(items, item, patch, context.kinds);
}

function fileText(entry: JsonObject, path: string, context: PatchContext): string {
  try {
    return context.read(path);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(
      `trouble configuring builtin PatchTransformer with config: \`\n${yamlText(entry)}\`: failed to get the patch file from path(${path}): ${error.message}`,
    );
  }
}

function documentsIn(text: string): readonly JsonObject[] {
  return parseDocuments(text, 'patch').flatMap((value) => (isObject(value) ? [value] : []));
}

function strategicIn(text: string, source: string): readonly JsonObject[] {
  try {
    const patches = documentsIn(text);
    if (patches.length > 0) return patches;
  } catch (error) {
    if (!isFailure(error)) throw error;
  }
  throw new KubectlError(`unable to parse SM or JSON patch from ${source}`);
}

function operationsIn(text: string): readonly Json[] | undefined {
  try {
    const [first] = /^\s*\[/.test(text)
      ? [JSON.parse(text) as Json]
      : parseDocuments(text, 'patch');
    return Array.isArray(first) ? first : undefined;
  } catch (error) {
    if (isFailure(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function changed(object: JsonObject, operations: readonly Json[]): JsonObject {
  try {
    const result = applyJsonPatch(object, operations);
    return isObject(result) ? result : object;
  } catch (error) {
    if (error instanceof JsonPatchError || error instanceof StatusError)
      throw new KubectlError(error.message);
    throw error;
  }
}

/** The items that a target means: its texts are patterns of the whole. */
function selected(items: readonly Item[], target: JsonObject): readonly Item[] {
  const pattern = (key: string): RegExp => new RegExp(`^(?:${String(target[key] ?? '.*')})$`);
  const text = (key: string): string => String(target[key] ?? '');
  const [labels, annotations] = ['labelSelector', 'annotationSelector'].map((key) =>
    parseSelector(text(key)),
  );
  return items.filter((item) => {
    const { object } = item;
    const type = typeOf(object);
    const metadata = isObject(object.metadata) ? object.metadata : {};
    return (
      isAbout({ group: text('group'), version: text('version') }, object) &&
      pattern('kind').test(type.kind) &&
      [nameOf(object), ...item.names].some((name) => pattern('name').test(name)) &&
      [namespaceOf(object), ...item.namespaces].some((one) => pattern('namespace').test(one)) &&
      (!labels || matchesLabels(labels, textsOf(metadata.labels))) &&
      (!annotations || matchesLabels(annotations, textsOf(metadata.annotations)))
    );
  });
}

function textsOf(map: Json | undefined): { readonly [key: string]: string } {
  const entries = isObject(map) ? Object.entries(map) : [];
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

/** Merges a patch into the one item that it names. */
function mergeInto(items: Item[], patch: JsonObject, kinds: Kinds): void {
  const type = typeOf(patch);
  const [item] = items.filter((one) => {
    const own = typeOf(one.object);
    const isSame =
      own.kind === type.kind && own.group === type.group && own.version === type.version;
    const place = namespaceOf(patch);
    return (
      isSame &&
      (originalName(one) === nameOf(patch) || nameOf(one.object) === nameOf(patch)) &&
      (place === '' || [namespaceOf(one.object), ...one.namespaces].includes(place))
    );
  });
  if (!item) {
    const id = idText(patch);
    throw new KubectlError(
      `no resource matches strategic merge patch ${JSON.stringify(id)}: no matches for Id ${id}; failed to find unique target for patch ${id}`,
    );
  }
  mergeItem(items, item, patch, kinds);
}

/** A patch changes neither the kind nor the name. */
function mergeItem(items: Item[], item: Item, patch: JsonObject, kinds: Kinds): void {
  const { object } = item;
  const resource = kinds.ofManifest(String(object.apiVersion), String(object.kind));
  const schema: Schema = resource?.schema ?? { kind: 'any' };
  const { apiVersion: _version, kind: _kind, ...rest } = patch;
  const own = isObject(rest.metadata) ? rest.metadata : {};
  const { name: _name, namespace: _namespace, ...metadata } = own;
  const next = merge(object, { ...rest, metadata }, schema);
  if (next) item.object = next;
  else items.splice(items.indexOf(item), 1);
}
