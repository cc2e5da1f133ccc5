import { isObject, type Json, type JsonObject } from '../../lib/json.ts';

/** An object on its way through kustomizations. */
export interface Item {
  object: JsonObject;
  /** Names that it has had, oldest first, without the one that it has. */
  names: readonly string[];
  /** The namespaces that went with them. */
  namespaces: readonly string[];
  /** Made by a generator: its name ends with a hash of its contents. */
  isHashed: boolean;
}

/** Group, version and kind. */
export interface TypeOf {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** An object as it comes from a file. */
export function newItem(object: JsonObject, isHashed = false): Item {
  return { object, names: [], namespaces: [], isHashed };
}

/** What an object says it is. */
export function typeOf({ apiVersion, kind }: JsonObject): TypeOf {
  const text = String(apiVersion ?? '');
  const at = text.lastIndexOf('/');
  return { group: text.slice(0, Math.max(at, 0)), version: text.slice(at + 1), kind: String(kind) };
}

/** `metadata.name`. */
export function nameOf(object: JsonObject): string {
  return textAt(object, 'name');
}

/** `metadata.namespace`, '' when there is none. */
export function namespaceOf(object: JsonObject): string {
  return textAt(object, 'namespace');
}

function textAt({ metadata }: JsonObject, key: string): string {
  return isObject(metadata) ? String(metadata[key] ?? '') : '';
}

/** The object with some of its metadata changed. */
export function withMetadata(
  object: JsonObject,
  change: { readonly [key: string]: Json | undefined },
): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  return { ...object, metadata: { ...metadata, ...change } };
}

/** Gives an item another name, and remembers the one it had. */
export function rename(item: Item, name: string): void {
  item.names = [...item.names, nameOf(item.object)];
  item.namespaces = [...item.namespaces, namespaceOf(item.object)];
  item.object = withMetadata(item.object, { name });
}

/** Moves an item to another namespace, and remembers where it was. */
export function relocate(item: Item, namespace: string): void {
  item.names = [...item.names, nameOf(item.object)];
  item.namespaces = [...item.namespaces, namespaceOf(item.object)];
  item.object = withMetadata(item.object, { namespace });
}

/** The first name that an item had. */
export function originalName({ names, object }: Item): string {
  return names[0] ?? nameOf(object);
}

/** `Deployment.v1.apps/web.[noNs]`: an object as kustomize's errors name it. */
export function idText(object: JsonObject): string {
  const { group, version, kind } = typeOf(object);
  const place = namespaceOf(object);
  return `${kind}.${version}.${group || '[noGrp]'}/${nameOf(object)}.${place || '[noNs]'}`;
}
