import { decodeJson } from '../apimachinery/decode.ts';
import type { KubeObject } from '../apimachinery/meta.ts';
import type { ObjectSchema } from '../apimachinery/schema.ts';
import { deepEqual, type Frozen, freeze, type Json } from '../lib/json.ts';
import { withDefaults } from '../structural/defaulting.ts';
import type { JSONSchemaProps } from '../structural/json-schema-props.ts';

/**
 * How stored objects are read as one version: only apiVersion is converted (strategy None), then
 * the version's own schema prunes and fills in, as when a request is read. The very same object
 * when that changes nothing. Remembers what it made, as objects are never changed.
 */
export function asServed(
  apiVersion: string,
  schema: ObjectSchema,
  props: JSONSchemaProps,
): (stored: Frozen<KubeObject>) => Frozen<KubeObject> {
  const known = new WeakMap<Frozen<KubeObject>, Frozen<KubeObject>>();
  return (stored) => {
    const found = known.get(stored);
    if (found) return found;
    const decoded = decodeJson(schema, { ...stored, apiVersion } as unknown as Json);
    // What was stored once is an object still; only other fields may be wrong now.
    const pruned = 'error' in decoded ? { ...stored, apiVersion } : decoded.object;
    const filled = withDefaults(pruned as Json, props) as unknown as KubeObject;
    const served = deepEqual(filled, stored) ? stored : freeze(filled);
    known.set(stored, served);
    return served;
  };
}
