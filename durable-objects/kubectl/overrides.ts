import { applyJsonPatch, JsonPatchError } from '../apimachinery/patch/json.ts';
import { mergePatch } from '../apimachinery/patch/merge.ts';
import { strategicMergePatch } from '../apimachinery/patch/strategic.ts';
import type { Schema } from '../apimachinery/schema.ts';
import { StatusError } from '../apimachinery/status-error.ts';
import { isObject, type Json, type JsonObject } from '../lib/json.ts';
import { KubectlError } from './failure.ts';
import type { Call } from './verb.ts';

/** The object with `--overrides` put into it, as `--override-type` says. Throws KubectlError. */
export function overridden({ args, kinds }: Call, object: JsonObject): JsonObject {
  const text = args.text('overrides');
  if (text === '') return object;
  const type = args.text('override-type');
  const resource = kinds.ofManifest(String(object.apiVersion), String(object.kind));
  const schema: Schema = resource?.schema ?? { kind: 'any' };
  const result = changed(object, text, type, schema);
  if (!isObject(result)) throw new KubectlError('Invalid JSON Document');
  return result;
}

function changed(object: JsonObject, text: string, type: string, schema: Schema): Json {
  try {
    switch (type) {
      case 'json': {
        const patch = parsed(text, 'Invalid JSON Patch');
        if (!Array.isArray(patch)) throw new KubectlError('Invalid JSON Patch');
        return applyJsonPatch(object, patch);
      }
      case 'merge':
        return mergePatch(object, parsed(text, 'Invalid JSON Patch'));
      case 'strategic': {
        const patch = parsed(text, 'Invalid JSON document');
        if (!isObject(patch)) throw new KubectlError('Invalid JSON document');
        return strategicMergePatch(object, patch, schema);
      }
      default:
        throw new KubectlError(`invalid override type: ${type}`);
    }
  } catch (error) {
    if (error instanceof JsonPatchError || error instanceof StatusError)
      throw new KubectlError(error.message);
    throw error;
  }
}

function parsed(text: string, otherwise: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new KubectlError(otherwise);
  }
}
