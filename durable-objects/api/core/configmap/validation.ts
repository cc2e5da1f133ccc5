import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  tooLongError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { configMapKeyErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import { encodeUtf8 } from '../../../lib/utf8.ts';
import type { ConfigMap } from './schema.ts';

type Read = Frozen<ConfigMap>;

/** Bytes of all values together: 1 MiB. */
const maxBytes = 1024 * 1024;

/** Rules of every ConfigMap; follows ValidateConfigMap. */
export function validateConfigMap({ data = {}, binaryData = {} }: Read): readonly FieldError[] {
  const dataAt = FieldPath.of('data');
  const binaryAt = FieldPath.of('binaryData');
  const textBytes = Object.values(data).map((text) => encodeUtf8(text).length);
  const binaryBytes = Object.values(binaryData).map((text) => atob(text).length);
  const bytes = [...textBytes, ...binaryBytes].reduce((sum, length) => sum + length, 0);
  const twice = 'duplicate of key present in binaryData';
  return [
    ...Object.keys(data).flatMap((key) => [
      ...checkName(configMapKeyErrors, key, dataAt.key(key)),
      ...(Object.hasOwn(binaryData, key) ? [invalidError(dataAt.key(key), key, twice)] : []),
    ]),
    ...Object.keys(binaryData).flatMap((key) =>
      checkName(configMapKeyErrors, key, binaryAt.key(key)),
    ),
    // The whole object is meant.
    ...(bytes > maxBytes ? [tooLongError('', maxBytes)] : []),
  ];
}

/** An immutable ConfigMap keeps its contents and stays immutable. */
export function validateConfigMapUpdate(configMap: Read, old: Read): readonly FieldError[] {
  if (!old.immutable) return [];
  const text = 'field is immutable when `immutable` is set';
  const changed = (['data', 'binaryData'] as const).filter(
    (field) => !deepEqual(configMap[field] ?? {}, old[field] ?? {}),
  );
  return [
    ...(configMap.immutable ? [] : [forbiddenError('immutable', text)]),
    ...changed.map((field) => forbiddenError(field, text)),
  ];
}
