import {
  type FieldError,
  forbiddenError,
  invalid,
  notSupportedError,
} from '../../apimachinery/field-error.ts';
import { badRequest } from '../../apimachinery/status-error.ts';
import type { Query } from '../query.ts';
import { optionsKind } from '../registry/delete-options.ts';

/** `meta.k8s.io/v1 ListOptions` of a list or a watch, checked. */
export interface ListOptions {
  readonly labelSelector: string;
  readonly fieldSelector: string;
  readonly limit: number;
  readonly continue: string;
  readonly resourceVersion: string;
  readonly resourceVersionMatch: string;
  readonly allowWatchBookmarks: boolean;
  readonly sendInitialEvents: boolean | undefined;
  readonly timeoutSeconds: number | undefined;
}

/** Throws Invalid, BadRequest (apimachinery/pkg/apis/meta/internalversion/validation). */
export function listOptions(query: Query, isWatch: boolean): ListOptions {
  const options: ListOptions = {
    labelSelector: query.text('labelSelector'),
    fieldSelector: query.text('fieldSelector'),
    limit: Math.max(0, query.integer('limit') ?? 0),
    continue: query.text('continue'),
    resourceVersion: query.text('resourceVersion'),
    resourceVersionMatch: query.text('resourceVersionMatch'),
    allowWatchBookmarks: query.flag('allowWatchBookmarks'),
    sendInitialEvents: query.has('sendInitialEvents') ? query.flag('sendInitialEvents') : undefined,
    timeoutSeconds: query.integer('timeoutSeconds'),
  };
  const errors = isWatch ? watchErrors(options) : listErrors(options);
  if (errors.length > 0) throw invalid(optionsKind('ListOptions'), '', errors);
  return options;
}

/** A resource version as a number; undefined when unset. Throws BadRequest. */
export function parseResourceVersion(text: string): number | undefined {
  if (text === '') return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const why = `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`;
  throw badRequest(`invalid resource version: ${why}`);
}

const match = 'resourceVersionMatch';

function listErrors(options: ListOptions): readonly FieldError[] {
  const errors: FieldError[] = [];
  const wanted = options.resourceVersionMatch;
  if (wanted !== '') {
    if (options.resourceVersion === '') {
      const text = `${match} is forbidden unless resourceVersion is provided`;
      errors.push(forbiddenError(match, text));
    }
    if (options.continue !== '') {
      errors.push(forbiddenError(match, `${match} is forbidden when continue is provided`));
    }
    if (!['Exact', 'NotOlderThan'].includes(wanted)) {
      errors.push(notSupportedError(match, wanted, ['Exact', 'NotOlderThan', '']));
    }
    if (wanted === 'Exact' && options.resourceVersion === '0') {
      const text = `${match} "exact" is forbidden for resourceVersion "0"`;
      errors.push(forbiddenError(match, text));
    }
  }
  if (options.sendInitialEvents !== undefined) {
    const text = 'sendInitialEvents is forbidden for list';
    errors.push(forbiddenError('sendInitialEvents', text));
  }
  return errors;
}

function watchErrors(options: ListOptions): readonly FieldError[] {
  const errors: FieldError[] = [];
  const wanted = options.resourceVersionMatch;
  const initial = options.sendInitialEvents !== undefined;
  if (initial && wanted !== 'NotOlderThan') {
    const text = `sendInitialEvents requires setting ${match} to NotOlderThan`;
    errors.push(forbiddenError(match, text));
  }
  if (wanted === '') return errors;
  if (!initial) {
    const text = `${match} is forbidden for watch unless sendInitialEvents is provided`;
    errors.push(forbiddenError(match, text));
  }
  if (wanted !== 'NotOlderThan') errors.push(notSupportedError(match, wanted, ['NotOlderThan']));
  if (options.continue !== '') {
    errors.push(forbiddenError(match, `${match} is forbidden when continue is provided`));
  }
  return errors;
}
