import { encode } from '../../apimachinery/encode.ts';
import { type KubeObject, objectMeta } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { Schema } from '../../apimachinery/schema.ts';
import { fromStored } from '../../apimachinery/version.ts';
import type { Duration } from '../../lib/instant.ts';
import type { Frozen, Json, JsonObject } from '../../lib/json.ts';
import { outgoing } from '../clock-shift.ts';

/** The version of a kind in which an object is shown. */
type Served = Pick<Resource, 'group' | 'version' | 'storedAs'> & { readonly schema: Schema };

/** An object as the API shows it: times moved, members in upstream's order, kind first. */
export function wireObject(
  served: Served,
  stored: Frozen<KubeObject>,
  clockSkipped: Duration,
): JsonObject {
  const object = fromStored(served, stored);
  const { kind, apiVersion } = object;
  return { kind, apiVersion, ...encoded(served.schema, object, clockSkipped) };
}

/** An item of a list, which says its kind once for all. */
export function wireItem(
  served: Served,
  stored: Frozen<KubeObject>,
  clockSkipped: Duration,
): JsonObject {
  const { schema } = served;
  const object = fromStored(served, stored);
  const { kind: _kind, apiVersion: _version, ...rest } = encoded(schema, object, clockSkipped);
  return rest;
}

/** `metadata` alone. */
export function wireMetadata({ metadata }: Frozen<KubeObject>, clockSkipped: Duration): JsonObject {
  return encoded(objectMeta, metadata, clockSkipped);
}

function encoded(schema: Schema, value: unknown, clockSkipped: Duration): JsonObject {
  // Stored objects are JSON, and an object stays one.
  return encode(schema, outgoing(schema, value, clockSkipped) as Json) as JsonObject;
}
