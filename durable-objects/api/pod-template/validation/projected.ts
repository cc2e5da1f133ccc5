import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import type { Frozen } from '../../../lib/json.ts';
import type {
  ConfigMapVolumeSource,
  DownwardAPIVolumeFile,
  DownwardAPIVolumeSource,
  KeyToPath,
  ProjectedVolumeSource,
  SecretVolumeSource,
  VolumeProjection,
} from '../volume-projected.ts';
import { checkFieldRef, checkResourceFieldRef } from './env.ts';
import { checkFileMode, checkProjectedPath } from './paths.ts';

/** What a file may show of its pod. */
const fileFieldPaths = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
];

/** Shortest and longest life of a projected token, in seconds. */
const minTokenSeconds = 600;
const maxTokenSeconds = 2 ** 32;

export function checkSecretVolume(source: Frozen<SecretVolumeSource>, at: FieldPath) {
  return [
    ...(source.secretName ? [] : [requiredError(at.child('secretName'), '')]),
    ...checkFileMode(source.defaultMode, at.child('defaultMode')),
    ...checkItems(source.items, at.child('items')),
  ];
}

export function checkConfigMapVolume(source: Frozen<ConfigMapVolumeSource>, at: FieldPath) {
  return [
    ...(source.name ? [] : [requiredError(at.child('name'), '')]),
    ...checkFileMode(source.defaultMode, at.child('defaultMode')),
    ...checkItems(source.items, at.child('items')),
  ];
}

export function checkDownwardAPIVolume(source: Frozen<DownwardAPIVolumeSource>, at: FieldPath) {
  return [
    ...checkFileMode(source.defaultMode, at.child('defaultMode')),
    // Upstream names the volume here, not the file.
    ...(source.items ?? []).flatMap((file) => checkFile(file, at)),
  ];
}

/** Several sources in one folder, whose paths must differ. */
export function checkProjectedVolume(
  { defaultMode, sources }: Frozen<ProjectedVolumeSource>,
  at: FieldPath,
): readonly FieldError[] {
  const paths = new Set<string>();
  const claim = (path: string, value: string): readonly FieldError[] => {
    const isTaken = paths.has(path);
    if (path !== '') paths.add(path);
    return isTaken ? [invalidError(at, value, 'conflicting duplicate paths')] : [];
  };
  return [
    ...checkFileMode(defaultMode, at.child('defaultMode')),
    ...(sources ?? []).flatMap((source, i) =>
      checkProjection(source, at, at.child('sources').index(i), claim),
    ),
  ];
}

function checkProjection(
  source: Frozen<VolumeProjection>,
  at: FieldPath,
  here: FieldPath,
  claim: (path: string, value: string) => readonly FieldError[],
): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const kind of ['secret', 'configMap'] as const) {
    const named = source[kind];
    if (!named) continue;
    const place = here.child(kind);
    if (named.name === '') errors.push(requiredError(place.child('name'), ''));
    (named.items ?? []).forEach((item, i) => {
      errors.push(...checkItem(item, place.child('items').index(i)));
      errors.push(...claim(item.path, named.name));
    });
  }
  for (const file of source.downwardAPI?.items ?? []) {
    errors.push(...checkFile(file, here.child('downwardAPI')));
    errors.push(...claim(file.path, file.path));
  }
  errors.push(...checkToken(source, at, here));
  const { clusterTrustBundle: bundle } = source;
  if (bundle) {
    const place = here.child('clusterTrustBundle');
    if (bundle.path === '') errors.push(requiredError(place.child('path'), ''));
    errors.push(...checkProjectedPath(bundle.path, place.child('path')));
    errors.push(...claim(bundle.path, bundle.path));
  }
  if (Object.values(source).filter((value) => value !== undefined).length > 1)
    errors.push(forbiddenError(here, 'may not specify more than 1 volume type per source'));
  return errors;
}

function checkToken(
  { serviceAccountToken: token }: Frozen<VolumeProjection>,
  at: FieldPath,
  here: FieldPath,
): readonly FieldError[] {
  if (!token) return [];
  const place = here.child('serviceAccountToken', 'expirationSeconds');
  const { expirationSeconds: seconds, path } = token;
  const errors: FieldError[] = [];
  if (seconds < minTokenSeconds)
    errors.push(invalidError(place, seconds, 'may not specify a duration less than 10 minutes'));
  if (seconds > maxTokenSeconds) {
    const text = 'may not specify a duration larger than 2^32 seconds';
    errors.push(invalidError(place, seconds, text));
  }
  if (path === '') errors.push(requiredError(at.child('path'), ''));
  else errors.push(...checkProjectedPath(path, at.child('path')));
  return errors;
}

function checkItems(items: Frozen<KeyToPath[]> | undefined, at: FieldPath) {
  return (items ?? []).flatMap((item, i) => checkItem(item, at.index(i)));
}

function checkItem({ key, path, mode }: Frozen<KeyToPath>, at: FieldPath): readonly FieldError[] {
  return [
    ...(key === '' ? [requiredError(at.child('key'), '')] : []),
    ...(path === '' ? [requiredError(at.child('path'), '')] : []),
    ...checkProjectedPath(path, at.child('path')),
    ...checkFileMode(mode, at.child('mode')),
  ];
}

function checkFile(file: Frozen<DownwardAPIVolumeFile>, at: FieldPath): readonly FieldError[] {
  const { path, fieldRef, resourceFieldRef, mode } = file;
  const errors: FieldError[] = [];
  if (path === '') errors.push(requiredError(at.child('path'), ''));
  errors.push(...checkProjectedPath(path, at.child('path')));
  if (fieldRef) {
    errors.push(...checkFieldRef(fieldRef, fileFieldPaths, at.child('fieldRef')));
    if (resourceFieldRef) {
      const text = 'fieldRef and resourceFieldRef can not be specified simultaneously';
      errors.push(invalidError(at, 'resource', text));
    }
  } else if (resourceFieldRef)
    errors.push(...checkResourceFieldRef(resourceFieldRef, true, at.child('resourceFieldRef')));
  else errors.push(requiredError(at, 'one of fieldRef and resourceFieldRef is required'));
  return [...errors, ...checkFileMode(mode, at.child('mode'))];
}
