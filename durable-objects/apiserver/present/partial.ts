import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Duration } from '../../lib/instant.ts';
import type { Frozen, JsonObject } from '../../lib/json.ts';
import { wireMetadata } from './wire.ts';

/** `meta.k8s.io PartialObjectMetadata`: an object's metadata alone. */
export function partialObject(
  object: Frozen<KubeObject>,
  clockSkipped: Duration,
  metaVersion: string,
): JsonObject {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: `meta.k8s.io/${metaVersion}`,
    metadata: wireMetadata(object, clockSkipped),
  };
}
