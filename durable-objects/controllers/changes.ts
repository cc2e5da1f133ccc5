import type { KubeObject } from '../apimachinery/meta.ts';
import type { Resource } from '../apimachinery/resource.ts';
import type { Change } from '../storage/store.ts';

/** Tells what a change is of, so that its objects have a type. */
export function isOf<T extends KubeObject>(
  resource: Resource<T>,
  change: Change,
): change is Change<T> {
  return (change.resource as unknown) === resource;
}
