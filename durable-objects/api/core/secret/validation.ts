import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  requiredError,
  tooLongError,
} from '../../../apimachinery/field-error.ts';
import { checkImmutable, checkName } from '../../../apimachinery/field-rules.ts';
import { configMapKeyErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen, isObject } from '../../../lib/json.ts';
import type { Secret } from './schema.ts';

type Read = Frozen<Secret>;

/** Bytes of all values together: 1 MiB. */
const maxBytes = 1024 * 1024;
const dataAt = FieldPath.of('data');

/** Rules of every Secret; follows ValidateSecret. */
export function validateSecret(secret: Read): readonly FieldError[] {
  const data = secret.data ?? {};
  const bytes = Object.values(data).reduce((sum, text) => sum + atob(text).length, 0);
  return [
    ...Object.keys(data).flatMap((key) => checkName(configMapKeyErrors, key, dataAt.key(key))),
    ...(bytes > maxBytes ? [tooLongError(dataAt, maxBytes)] : []),
    ...checkType(secret, data),
  ];
}

export function validateSecretUpdate(secret: Read, old: Read): readonly FieldError[] {
  const errors = [...checkImmutable(secret.type, old.type, FieldPath.of('type'))];
  if (!old.immutable) return errors;
  const text = 'field is immutable when `immutable` is set';
  if (!secret.immutable) errors.push(forbiddenError('immutable', text));
  if (!deepEqual(secret.data ?? {}, old.data ?? {})) errors.push(forbiddenError('data', text));
  return errors;
}

type Data = { readonly [key: string]: string };

/** What each well-known type must contain. */
function checkType({ metadata, type }: Read, data: Data): readonly FieldError[] {
  const missing = (...keys: readonly string[]): readonly FieldError[] =>
    keys
      .filter((key) => !Object.hasOwn(data, key))
      .map((key) => requiredError(dataAt.key(key), ''));
  switch (type) {
    case 'kubernetes.io/service-account-token': {
      const key = 'kubernetes.io/service-account.name';
      const place = FieldPath.of('metadata', 'annotations').key(key);
      return metadata.annotations?.[key] ? [] : [requiredError(place, '')];
    }
    case 'kubernetes.io/dockercfg':
      return checkJson(data, '.dockercfg');
    case 'kubernetes.io/dockerconfigjson':
      return checkJson(data, '.dockerconfigjson');
    case 'kubernetes.io/basic-auth': {
      const both = missing('username', 'password');
      return both.length === 2 ? both : [];
    }
    case 'kubernetes.io/ssh-auth':
      return data['ssh-privatekey'] ? [] : [requiredError(dataAt.key('ssh-privatekey'), '')];
    case 'kubernetes.io/tls':
      return missing('tls.crt', 'tls.key');
    default:
      return [];
  }
}

function checkJson(data: Data, key: string): readonly FieldError[] {
  const place = dataAt.key(key);
  const text = data[key];
  if (text === undefined) return [requiredError(place, '')];
  const redacted = '<secret contents redacted>';
  return isJsonObject(atob(text))
    ? []
    : [invalidError(place, redacted, 'invalid character in the content: not a JSON object')];
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}
