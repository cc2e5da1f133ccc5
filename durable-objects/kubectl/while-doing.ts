import { KubectlError, StatusFailure } from './failure.ts';
import type { Call } from './verb.ts';

/** Runs a request; its failure says what was being done. */
export function doing<T>(what: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw error instanceof StatusFailure ? error.while(what) : error;
  }
}

/** `fieldValidation` of a request. Throws KubectlError. */
export function fieldValidation({ args }: Pick<Call, 'args'>): string {
  const text = args.text('validate');
  if (['strict', 'true', ''].includes(text)) return 'Strict';
  if (text === 'warn') return 'Warn';
  if (['ignore', 'false'].includes(text)) return 'Ignore';
  throw new KubectlError(
    `invalid - validate option ${JSON.stringify(text)}; must be one of: strict (or true), warn, ignore (or false)`,
  );
}
