import type { ApiRequest } from '../../apimachinery/api-client.ts';
import {
  type FieldError,
  forbiddenError,
  invalid,
  notSupportedError,
  requiredError,
  tooLongError,
} from '../../apimachinery/field-error.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { ApiServerOptions } from '../api-server.ts';
import type { RequestEnvironment } from '../environment.ts';
import type { Form } from '../present/negotiation.ts';
import type { View } from '../present/present.ts';
import { parseIncludeObject } from '../present/table.ts';
import type { Query } from '../query.ts';
import { optionsKind } from '../registry/delete-options.ts';
import type { FieldValidation } from '../registry/patch.ts';
import type { Target, WriteContext } from '../registry/write-context.ts';
import type { RequestInfo } from '../request-info.ts';
import type { ResourceTable } from '../resource-table.ts';

/** One request about objects of a resource that is served. */
export interface Call {
  readonly request: ApiRequest;
  readonly info: RequestInfo;
  /** As it was asked for; what is stored is `target.resource`. */
  readonly resource: Resource;
  readonly target: Target;
  readonly form: Form;
  readonly environment: RequestEnvironment;
  readonly options: ApiServerOptions;
  readonly table: ResourceTable;
}

/** How the answer shows objects. Throws BadRequest for a bad `includeObject`. */
export function viewOf({ form, info, environment }: Call): View {
  return {
    as: form.as,
    metaVersion: form.metaVersion,
    includeObject: parseIncludeObject(info.query.text('includeObject')),
    now: environment.now,
    clockSkipped: environment.clockSkipped,
  };
}

/** What writes are done with; the warnings collected in it go into the answer. */
export function writeContext({ environment, options, info, request }: Call): WriteContext {
  const { tx, now, user } = environment;
  return {
    tx,
    now,
    user,
    manager: info.query.text('fieldManager') || programOf(request.headers['user-agent'] ?? ''),
    admission: options.admission,
    dryRun: info.query.all('dryRun').includes('All'),
    warnings: [],
    random: (purpose, ...parts) => environment.random(purpose, ...parts),
  };
}

const maxFieldManager = 128;

/** `kubectl` of `kubectl/v1.35.0 (linux/amd64)` (handlers/create.go prefixFromUserAgent). */
function programOf(userAgent: string): string {
  const [program = ''] = userAgent.split('/');
  return program.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '').slice(0, maxFieldManager);
}

/**
 * Checks `dryRun`, `fieldManager` and `fieldValidation`; `kind` is CreateOptions, UpdateOptions or
 * PatchOptions. Throws Invalid (apimachinery/pkg/apis/meta/v1/validation).
 */
export function checkWriteOptions(kind: string, query: Query, isApply = false): FieldValidation {
  const errors: FieldError[] = [];
  if (isApply && query.text('fieldManager') === '') {
    errors.push(requiredError('fieldManager', 'is required for apply patch'));
  }
  if (kind === 'PatchOptions' && !isApply && query.has('force')) {
    errors.push(forbiddenError('force', 'may not be specified for non-apply patch'));
  }
  const dryRun = query.all('dryRun');
  if (dryRun.some((value) => value !== 'All')) {
    errors.push(notSupportedError('dryRun', dryRun, ['All']));
  }
  if (query.text('fieldManager').length > maxFieldManager) {
    errors.push(tooLongError('fieldManager', maxFieldManager));
  }
  const validation = query.text('fieldValidation') || 'Warn';
  const known = (['Ignore', 'Strict', 'Warn'] as const).find((one) => one === validation);
  if (!known) {
    const supported = ['', 'Ignore', 'Strict', 'Warn'];
    errors.push(notSupportedError('fieldValidation', validation, supported));
  }
  if (errors.length > 0) throw invalid(optionsKind(kind), '', errors);
  return known ?? 'Warn';
}
