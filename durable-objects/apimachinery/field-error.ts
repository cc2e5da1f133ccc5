import { canonical } from '../lib/json.ts';
import { StatusError } from './status-error.ts';

/** A field's place: `spec.containers[0].name`, `metadata.labels[app]`. */
export class FieldPath {
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  static of(...names: readonly string[]): FieldPath {
    return new FieldPath(names.join('.'));
  }

  child(...names: readonly string[]): FieldPath {
    return new FieldPath([...(this.text === '' ? [] : [this.text]), ...names].join('.'));
  }

  index(i: number): FieldPath {
    return new FieldPath(`${this.text}[${i}]`);
  }

  key(name: string): FieldPath {
    return new FieldPath(`${this.text}[${name}]`);
  }
}

export type FieldErrorType =
  | 'Required'
  | 'Invalid'
  | 'NotSupported'
  | 'Duplicate'
  | 'Forbidden'
  | 'NotFound'
  | 'TooLong'
  | 'TooMany'
  | 'TypeInvalid'
  | 'InternalError';

/** One thing wrong with an object, as `k8s.io/apimachinery/pkg/util/validation/field`. */
export interface FieldError {
  readonly type: FieldErrorType;
  readonly field: string;
  /** Everything after the field's name: `Required value: name or generateName is required`. */
  readonly body: string;
}

type At = FieldPath | string;

export const requiredError = (at: At, detail: string): FieldError =>
  fieldError('Required', at, 'Required value', detail);

export const invalidError = (at: At, value: unknown, detail: string): FieldError =>
  fieldError('Invalid', at, `Invalid value: ${quote(value)}`, detail);

export const typeInvalidError = (at: At, value: unknown, detail: string): FieldError =>
  fieldError('TypeInvalid', at, `Invalid value: ${quote(value)}`, detail);

export const duplicateError = (at: At, value: unknown): FieldError =>
  fieldError('Duplicate', at, `Duplicate value: ${quote(value)}`, '');

export const forbiddenError = (at: At, detail: string): FieldError =>
  fieldError('Forbidden', at, 'Forbidden', detail);

export const notFoundError = (at: At, value: unknown): FieldError =>
  fieldError('NotFound', at, `Not found: ${quote(value)}`, '');

export const tooLongError = (at: At, bytes: number): FieldError =>
  fieldError('TooLong', at, 'Too long', `may not be more than ${bytes} bytes`);

export const tooManyError = (at: At, count: number, max: number): FieldError =>
  fieldError('TooMany', at, `Too many: ${count}`, `must have at most ${max} items`);

/** `supported` is printed in the order given; upstream sorts where its source is a set. */
export const notSupportedError = (
  at: At,
  value: unknown,
  supported: readonly string[],
): FieldError =>
  fieldError(
    'NotSupported',
    at,
    `Unsupported value: ${quote(value)}`,
    supported.length === 0
      ? ''
      : `supported values: ${supported.map((item) => JSON.stringify(item)).join(', ')}`,
  );

/** `spec.replicas: Invalid value: -1: must be greater than or equal to 0`. */
export function fieldErrorText(error: FieldError): string {
  return `${error.field}: ${error.body}`;
}

/** The 422 answer to an object with these errors; `kind` is the kind, with its group. */
export function invalid(
  kind: { readonly group: string; readonly kind: string },
  name: string,
  errors: readonly FieldError[],
): StatusError {
  const texts = [...new Set(errors.map(fieldErrorText))];
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  const subject = kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`;
  return new StatusError(422, 'Invalid', `${subject} "${name}" is invalid: ${list}`, {
    ...(name === '' ? {} : { name }),
    ...(kind.group === '' ? {} : { group: kind.group }),
    kind: kind.kind,
    causes: errors.map((error) => ({
      reason: error.type === 'InternalError' ? 'InternalError' : `FieldValue${error.type}`,
      message: error.body,
      field: error.field,
    })),
  });
}

function fieldError(type: FieldErrorType, at: At, head: string, detail: string): FieldError {
  const field = typeof at === 'string' ? at : at.text;
  return { type, field, body: detail === '' ? head : `${head}: ${detail}` };
}

function quote(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? JSON.stringify(value) : canonical(value);
}
