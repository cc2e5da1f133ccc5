import { isObject, type JsonObject } from '../lib/json.ts';
import { KubectlError } from './failure.ts';
import { compactJson } from './print/json.ts';

/** The annotation that apply keeps what it was given in. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** What was applied last; undefined when nothing was. Throws KubectlError. */
export function lastAppliedOf(live: JsonObject): JsonObject | undefined {
  const metadata = isObject(live.metadata) ? live.metadata : {};
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  const text = annotations[lastApplied];
  if (typeof text !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    throw new KubectlError(`the annotation ${lastApplied} is not JSON`);
  }
}

/** The object with itself in its annotation, as apply sends it. */
export function annotated(object: JsonObject): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const { [lastApplied]: _old, ...annotations } = isObject(metadata.annotations)
    ? metadata.annotations
    : {};
  const bare = { ...object, metadata: { ...metadata, annotations } };
  const text = `${compactJson(bare)}\n`;
  return {
    ...bare,
    metadata: { ...metadata, annotations: { ...annotations, [lastApplied]: text } },
  };
}
