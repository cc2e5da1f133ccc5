import { isObject, type Json, type JsonObject } from '../../lib/json.ts';

/** The value after a JSON merge patch (RFC 7386): null removes, objects merge, the rest replaces. */
export function mergePatch(original: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: { [key: string]: Json | undefined } = isObject(original) ? { ...original } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === undefined) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result satisfies JsonObject;
}
