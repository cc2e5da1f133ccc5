import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  requiredError,
  tooLongError,
} from '../../apimachinery/field-error.ts';
import type { KubeObject, ObjectMeta, OwnerReference } from '../../apimachinery/meta.ts';
import {
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  labelValueErrors,
  qualifiedNameErrors,
} from '../../apimachinery/names.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import { deepEqual, type Frozen } from '../../lib/json.ts';
import { utf8Length } from '../../lib/utf8.ts';

/** 256 KiB for all keys and values together. */
export const maxAnnotationBytes = 256 * 1024;

export const orphanFinalizer = 'orphan';
export const foregroundFinalizer = 'foregroundDeletion';
const standardFinalizers = new Set(['kubernetes', orphanFinalizer, foregroundFinalizer]);

const metadataPath = FieldPath.of('metadata');
type Meta = Frozen<ObjectMeta>;

/** What is wrong with a new object's metadata (apimachinery/pkg/api/validation/objectmeta.go). */
export function objectMetaErrors(
  resource: Resource,
  { metadata }: Frozen<KubeObject>,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const nameErrors = resource.strategy.validateName ?? dns1123SubdomainErrors;
  const { name, generateName, namespace } = metadata;
  if (generateName) {
    const at = metadataPath.child('generateName');
    for (const text of nameErrors(maskTrailingDash(generateName))) {
      errors.push(invalidError(at, generateName, text));
    }
  }
  const nameAt = metadataPath.child('name');
  if (!name) errors.push(requiredError(nameAt, 'name or generateName is required'));
  else for (const text of nameErrors(name)) errors.push(invalidError(nameAt, name, text));
  const namespaceAt = metadataPath.child('namespace');
  if (resource.namespaced) {
    if (!namespace) errors.push(requiredError(namespaceAt, ''));
    else {
      const texts = dns1123LabelErrors(namespace);
      errors.push(...texts.map((text) => invalidError(namespaceAt, namespace, text)));
    }
  } else if (namespace) errors.push(forbiddenError(namespaceAt, 'not allowed on this type'));
  return [...errors, ...commonErrors(metadata)];
}

/** What is wrong with changed metadata. */
export function objectMetaUpdateErrors(
  { metadata }: Frozen<KubeObject>,
  { metadata: old }: Frozen<KubeObject>,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (old.deletionTimestamp) errors.push(...newFinalizerErrors(metadata, old));
  if (!metadata.resourceVersion) {
    const at = metadataPath.child('resourceVersion');
    errors.push(invalidError(at, '', 'must be specified for an update'));
  }
  if ((metadata.generation ?? 0) < (old.generation ?? 0)) {
    const at = metadataPath.child('generation');
    errors.push(invalidError(at, metadata.generation ?? 0, 'must not be decremented'));
  }
  for (const field of immutable) {
    if (deepEqual(metadata[field], old[field])) continue;
    const at = metadataPath.child(field);
    errors.push(invalidError(at, metadata[field] ?? '', 'field is immutable'));
  }
  return [...errors, ...commonErrors(changedOnly(metadata, old))];
}

/** Without the parts that are as they are stored: those were found good, and most writes keep them. */
function changedOnly(metadata: Meta, old: Meta): Meta {
  const { labels, annotations, ownerReferences, finalizers, ...rest } = metadata;
  return {
    ...rest,
    ...(labels && !deepEqual(labels, old.labels) ? { labels } : {}),
    ...(annotations && !deepEqual(annotations, old.annotations) ? { annotations } : {}),
    ...(ownerReferences && !deepEqual(ownerReferences, old.ownerReferences)
      ? { ownerReferences }
      : {}),
    ...(finalizers && !deepEqual(finalizers, old.finalizers) ? { finalizers } : {}),
  };
}

const immutable = [
  'name',
  'namespace',
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
] as const;

/** What holds for a new and for a changed object. */
function commonErrors(metadata: Meta): readonly FieldError[] {
  const errors: FieldError[] = [];
  if ((metadata.generation ?? 0) < 0) {
    const at = metadataPath.child('generation');
    errors.push(invalidError(at, metadata.generation, 'must be greater than or equal to 0'));
  }
  return [
    ...errors,
    ...labelErrors(metadata.labels, metadataPath.child('labels')),
    ...annotationErrors(metadata.annotations, metadataPath.child('annotations')),
    ...ownerErrors(metadata.ownerReferences ?? []),
    ...finalizerErrors(metadata.finalizers ?? []),
  ];
}

function labelErrors(labels: Meta['labels'], at: FieldPath): readonly FieldError[] {
  return sortedEntries(labels).flatMap(([key, value]) => [
    ...qualifiedNameErrors(key).map((text) => invalidError(at, key, text)),
    ...labelValueErrors(value).map((text) => invalidError(at, value, text)),
  ]);
}

function annotationErrors(annotations: Meta['annotations'], at: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  let bytes = 0;
  for (const [key, value] of sortedEntries(annotations)) {
    // Annotations may have upper case where labels may not.
    const texts = qualifiedNameErrors(key.toLowerCase());
    errors.push(...texts.map((text) => invalidError(at, key, text)));
    bytes += utf8Length(key) + utf8Length(value);
  }
  if (bytes > maxAnnotationBytes) errors.push(tooLongError(at, maxAnnotationBytes));
  return errors;
}

function ownerErrors(owners: readonly Frozen<OwnerReference>[]): readonly FieldError[] {
  const at = metadataPath.child('ownerReferences');
  const errors: FieldError[] = [];
  let manager = '';
  for (const owner of owners) {
    const version = owner.apiVersion.split('/').at(-1) ?? '';
    if (version === '') {
      errors.push(
        invalidError(at.child('apiVersion'), owner.apiVersion, 'version must not be empty'),
      );
    }
    for (const field of ['kind', 'name', 'uid'] as const) {
      if (!owner[field]) errors.push(invalidError(at.child(field), '', 'must not be empty'));
    }
    if (owner.controller !== true) continue;
    const current = `${owner.kind}/${owner.name}`;
    if (manager !== '') {
      const text = `Only one reference can have Controller set to true. Found "true" in references for ${manager} and ${current}`;
      errors.push(invalidError(at, owners, text));
    } else manager = current;
  }
  return errors;
}

function finalizerErrors(finalizers: readonly string[]): readonly FieldError[] {
  const at = metadataPath.child('finalizers');
  const errors: FieldError[] = [];
  for (const [i, finalizer] of finalizers.entries()) {
    const here = at.index(i);
    errors.push(
      ...qualifiedNameErrors(finalizer).map((text) => invalidError(here, finalizer, text)),
    );
    if (finalizer.includes('/') || standardFinalizers.has(finalizer)) continue;
    const text = 'name is neither a standard finalizer name nor is it fully qualified';
    errors.push(invalidError(here, finalizer, text));
  }
  if (finalizers.includes(orphanFinalizer) && finalizers.includes(foregroundFinalizer)) {
    const text = `finalizer ${orphanFinalizer} and ${foregroundFinalizer} cannot be both set`;
    errors.push(invalidError(at, finalizers, text));
  }
  return errors;
}

/** An object that is being deleted gets no further finalizers. */
function newFinalizerErrors(metadata: Meta, old: Meta): readonly FieldError[] {
  const before = new Set(old.finalizers);
  const added = (metadata.finalizers ?? []).filter((finalizer) => !before.has(finalizer)).sort();
  if (added.length === 0) return [];
  const list = `[]string{${added.map((finalizer) => JSON.stringify(finalizer)).join(', ')}}`;
  const text = `no new finalizers can be added if the object is being deleted, found new finalizers ${list}`;
  return [forbiddenError(metadataPath.child('finalizers'), text)];
}

/** A prefix may end with a dash, which the suffix makes right. */
function maskTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name;
}

function sortedEntries(map: Meta['labels']): readonly (readonly [string, string])[] {
  return Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
