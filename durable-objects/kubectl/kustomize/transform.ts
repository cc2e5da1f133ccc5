import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { KubectlError } from '../failure.ts';
import type { Kinds } from '../kinds.ts';
import {
  annotationFields,
  changeField,
  type FieldSpec,
  imageFields,
  isAbout,
  replicaKinds,
  selectorLabels,
  templateLabels,
} from './field-specs.ts';
import { listIn } from './kustomization.ts';
import { type Item, nameOf, originalName, relocate, rename, typeOf } from './layer.ts';

/** Does to all items what a kustomization's fields say, in kustomize's order. */
export function transform(items: readonly Item[], fields: JsonObject, kinds: Kinds): void {
  const namespace = String(fields.namespace ?? '');
  if (namespace !== '') for (const item of items) place(item, namespace, kinds);
  const prefix = String(fields.namePrefix ?? '');
  const suffix = String(fields.nameSuffix ?? '');
  if (prefix !== '' || suffix !== '') for (const item of items) affix(item, prefix, suffix);
  for (const one of listIn(fields.labels)) if (isObject(one)) label(items, one);
  addPairs(items, fields.commonLabels, selectorLabels);
  addPairs(items, fields.commonAnnotations, annotationFields);
}

/** What comes after the JSON patches. */
export function transformLate(items: readonly Item[], fields: JsonObject): void {
  for (const one of listIn(fields.replicas)) if (isObject(one)) scale(items, one);
  for (const one of listIn(fields.images))
    if (isObject(one)) for (const item of items) item.object = withImages(item.object, one);
}

function place(item: Item, namespace: string, kinds: Kinds): void {
  const { object } = item;
  const resource = kinds.ofManifest(String(object.apiVersion), String(object.kind));
  const type = typeOf(object);
  if (type.kind === 'Namespace' && type.group === '') {
    if (nameOf(object) !== namespace) rename(item, namespace);
    return;
  }
  if (!resource || resource.namespaced) relocate(item, namespace);
  if (!['RoleBinding', 'ClusterRoleBinding'].includes(type.kind)) return;
  item.object = changeField(item.object, { path: 'subjects' }, (subjects) =>
    listIn(subjects).map((subject) =>
      isObject(subject) && subject.kind === 'ServiceAccount' && subject.name === 'default'
        ? { ...subject, namespace }
        : subject,
    ),
  );
}

/** Kinds whose names mean something outside. */
const unaffixed = ['CustomResourceDefinition', 'APIService', 'Namespace'];

function affix(item: Item, prefix: string, suffix: string): void {
  if (unaffixed.includes(typeOf(item.object).kind)) return;
  rename(item, `${prefix}${nameOf(item.object)}${suffix}`);
}

function label(items: readonly Item[], entry: JsonObject): void {
  const own = listIn(entry.fields).flatMap((field): readonly FieldSpec[] =>
    isObject(field)
      ? [
          {
            path: String(field.path ?? ''),
            kind: String(field.kind ?? ''),
            group: String(field.group ?? ''),
            version: String(field.version ?? ''),
            create: field.create === true,
          },
        ]
      : [],
  );
  if (entry.includeSelectors === true) {
    addPairs(items, entry.pairs, [...own, ...selectorLabels]);
    return;
  }
  const usual =
    entry.includeTemplates === true ? templateLabels : [{ path: 'metadata/labels', create: true }];
  addPairs(items, entry.pairs, [...own, ...usual]);
}

function addPairs(
  items: readonly Item[],
  pairs: Json | undefined,
  specs: readonly FieldSpec[],
): void {
  if (!isObject(pairs)) return;
  for (const item of items)
    for (const spec of specs)
      item.object = changeField(item.object, spec, (map) => ({
        ...(isObject(map) ? map : {}),
        ...pairs,
      }));
}

function scale(items: readonly Item[], { name, count }: JsonObject): void {
  let isFound = false;
  for (const item of items) {
    const isNamed = nameOf(item.object) === name || originalName(item) === name;
    if (!isNamed || !replicaKinds.some((kind) => isAbout({ kind }, item.object))) continue;
    isFound = true;
    const spec = { path: 'spec/replicas', create: true };
    item.object = changeField(item.object, spec, () => Number(count ?? 0));
  }
  if (!isFound)
    throw new KubectlError(
      `resource with name ${String(name)} does not match a config with the following GVK [${replicaKinds.map((kind) => `${kind}.[noVer].[noGrp]`).join(' ')}]`,
    );
}

function withImages(object: JsonObject, image: JsonObject): JsonObject {
  const once = withImage(object, image);
  return imageFields.reduce<JsonObject>(
    (result, spec) =>
      changeField(result, spec, (value) =>
        typeof value === 'string' ? renamedImage(value, image) : value,
      ),
    isObject(once) ? once : object,
  );
}

/** Images stand in containers, wherever those are. */
function withImage(value: Json, image: JsonObject): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withImage(item, image));
  if (!isObject(value)) return value;
  const result: { [key: string]: Json | undefined } = {};
  for (const [key, member] of Object.entries(value)) {
    const isContainers = key === 'containers' || key === 'initContainers';
    result[key] =
      isContainers && Array.isArray(member)
        ? member.map((one: Json) =>
            isObject(one) && typeof one.image === 'string'
              ? { ...one, image: renamedImage(one.image, image) }
              : one,
          )
        : member === undefined
          ? undefined
          : withImage(member, image);
  }
  return result;
}

function renamedImage(text: string, image: JsonObject): string {
  const pattern = `^${String(image.name ?? '')}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`;
  if (!new RegExp(pattern).test(text)) return text;
  const [newName, newTag, digest, tagSuffix] = ['newName', 'newTag', 'digest', 'tagSuffix'].map(
    (key) => String(image[key] ?? ''),
  );
  const [, own = '', tag = '', old = ''] =
    /^(.*?\/?[^/:@]*)(?::([^@/]*))?(?:@(.*))?$/.exec(text) ?? [];
  const name = newName || own;
  const next =
    newTag || digest
      ? { tag: newTag ?? '', digest: digest ?? '' }
      : tagSuffix
        ? { tag: `${tag}${tagSuffix}`, digest: '' }
        : { tag, digest: old };
  return `${name}${next.tag ? `:${next.tag}` : ''}${next.digest ? `@${next.digest}` : ''}`;
}
