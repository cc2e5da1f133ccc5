import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { toBytes } from '../../../lib/utf8.ts';
import { type Secret, secretSchema } from './schema.ts';
import { validateSecret, validateSecretUpdate } from './validation.ts';

/** Defaults and rules of Secret; follows pkg/registry/core/secret. */
export const secretStrategy: Strategy<Secret> = {
  setDefaults(draft) {
    fillZeroValues(secretSchema, draft);
    draft.type ||= 'Opaque';
    moveStringData(draft);
  },
  validate: validateSecret,
  validateUpdate: validateSecretUpdate,
};

/** `stringData` is for writing only: its values are stored as `data`. */
function moveStringData(draft: Secret): void {
  const { stringData } = draft;
  if (!stringData) return;
  const encoded = Object.entries(stringData).map(([key, text]) => [key, btoa(toBytes(text))]);
  draft.data = { ...draft.data, ...Object.fromEntries(encoded) };
  delete draft.stringData;
}
