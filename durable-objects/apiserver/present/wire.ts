import { encode } from '../../apimachinery/encode.ts';
import { type KubeObject, objectMeta } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { Schema } from '../../apimachinery/schema.ts';
import type { Duration } from '../../lib/instant.ts';
import type { Frozen, Json, JsonObject } from '../../lib/json.ts';
import { outgoing } from '../clock-shift.ts';

/** An object as the API shows it: times moved, members in upstream's order, kind first. */
export function wireObject(
  { schema }: { readonly schema: Schema },
  object: Frozen<KubeObject>,
  clockSkipped: Duration,
): JsonObject {
  const { kind, apiVersion } = object;
  return { kind, apiVersion, ...encoded(schema, object, clockSkipped) };
}

/** An item of a list, which says its kind once for all. */
export function wireItem(
  { schema }: Pick<Resource, 'schema'>,
  object: Frozen<KubeObject>,
  clockSkipped: Duration,
): JsonObject {
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
