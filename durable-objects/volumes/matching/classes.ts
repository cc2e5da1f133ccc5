import { type StorageClass, storageClasses } from '../../api/index.ts';
import { parseTime } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';

const defaultAnnotations = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

export function isDefaultClass(storageClass: Frozen<StorageClass>): boolean {
  return defaultAnnotations.some((key) => storageClass.metadata.annotations?.[key] === 'true');
}

/** The default class: of several, the newest, then the first by name (pkg/volume/util). */
export function defaultClass(read: Reader): Frozen<StorageClass> | undefined {
  const age = (c: Frozen<StorageClass>): number => parseTime(c.metadata.creationTimestamp) ?? 0;
  let newest: Frozen<StorageClass> | undefined;
  for (const candidate of read.list(storageClasses)) {
    if (!isDefaultClass(candidate)) continue;
    if (!newest || age(candidate) > age(newest)) newest = candidate;
  }
  return newest;
}

export function storageClassNamed(read: Reader, name: string): Frozen<StorageClass> | undefined {
  return read.get(storageClasses, { namespace: '', name });
}

/** True when binding waits until a pod that uses the claim is placed. */
export function isDelayed(storageClass: Frozen<StorageClass> | undefined): boolean {
  return storageClass?.volumeBindingMode === 'WaitForFirstConsumer';
}
