import { type FieldError, FieldPath, invalidError } from '../apimachinery/field-error.ts';
import { raiseGeneration, startGeneration } from '../apimachinery/generation.ts';
import type { KubeObject } from '../apimachinery/meta.ts';
import type { Strategy } from '../apimachinery/resource.ts';
import { runtimeBudget } from '../cel/index.ts';
import { deepEqual, type Frozen, isObject, type Json, thaw } from '../lib/json.ts';
import { withDefaults } from '../structural/defaulting.ts';
import { valueAt } from '../structural/field-path.ts';
import type { JSONSchemaProps } from '../structural/json-schema-props.ts';
import { listTypeErrors } from '../structural/list-types.ts';
import { type Old, validateValue } from '../structural/validate.ts';
import { hasRules, validateRules } from '../structural/validate-rules.ts';
import { finalizerWarnings } from './finalizers.ts';

/** What a version's subresources mean for its objects. */
export interface Parts {
  readonly hasStatus: boolean;
  readonly scale?: {
    readonly specReplicasPath: string;
    readonly statusReplicasPath: string;
    readonly labelSelectorPath?: string;
  };
}

type Read = Frozen<KubeObject>;
type Open = { [field: string]: unknown };

const root = FieldPath.of();

/** The rules of a custom resource; follows apiextensions-apiserver's registry/customresource. */
export function customResourceStrategy(
  schema: JSONSchemaProps,
  parts: Parts,
): Strategy<KubeObject> {
  const rules = new Rules(schema);
  const withRules = (object: Read, old: Read | undefined, errors: readonly FieldError[]) => [
    ...errors,
    ...rules.check(object, old, errors),
  ];
  return {
    setDefaults: (draft) => fill(draft, schema),
    prepareForCreate(draft) {
      if (parts.hasStatus) delete (draft as unknown as Open).status;
      startGeneration(draft);
    },
    prepareForUpdate(draft, old) {
      if (parts.hasStatus) restoreStatus(draft, old);
      raiseGeneration(draft, old, !deepEqual(contentOf(draft), contentOf(old)));
    },
    validate: (object) =>
      withRules(object, undefined, [
        ...validateValue(jsonOf(object), schema, ''),
        ...scaleErrors(object, parts, true),
        ...listTypeErrors(jsonOf(object), schema, root),
      ]),
    updateIsWhole: true,
    validateUpdate: (object, old) =>
      withRules(object, old, [
        ...validateValue(jsonOf(object), schema, '', oldOf(old)),
        ...scaleErrors(object, parts, true),
        ...changedListErrors(object, old, schema),
      ]),
    validateStatusUpdate: (object, old) =>
      withRules(object, old, [
        ...statusErrors(object, old, schema),
        ...scaleErrors(object, parts, false),
        ...changedListErrors(object, old, schema),
      ]),
    warnings: (object, old) => [...finalizerWarnings(object, old), ...rules.warnings(object)],
    allowUnconditionalUpdate: false,
  };
}

/** The x-kubernetes-validations of a schema. */
class Rules {
  private readonly schema: JSONSchemaProps;
  /** What is complained about although it hasn't changed, until the registry asks for warnings. */
  private readonly ratcheted = new WeakMap<Read, readonly string[]>();

  constructor(schema: JSONSchemaProps) {
    this.schema = schema;
  }

  /** `before` are errors that are known: some make it useless to look at rules. */
  check(object: Read, old: Read | undefined, before: readonly FieldError[]): readonly FieldError[] {
    if (!hasRules(this.schema)) return [];
    if (before.some(({ type }) => blocking.has(type))) return [unchecked];
    const options = {
      isResource: true,
      budget: runtimeBudget,
      ...(old ? { old: oldOf(old) } : {}),
    };
    const { errors, warnings } = validateRules(jsonOf(object), this.schema, root, options);
    this.ratcheted.set(object, warnings);
    return errors;
  }

  warnings(object: Read): readonly string[] {
    return this.ratcheted.get(object) ?? [];
  }
}

const blocking = new Set(['NotSupported', 'Required', 'TooLong', 'TooMany', 'TypeInvalid']);

const unchecked: FieldError = invalidError(
  '<nil>',
  null,
  'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
);

function fill(draft: KubeObject, schema: JSONSchemaProps): void {
  const open = draft as unknown as Open;
  const filled = withDefaults(open as Json, schema) as Open;
  if (filled === open) return;
  for (const field of Object.keys(open)) if (filled[field] === undefined) delete open[field];
  Object.assign(open, filled);
}

function restoreStatus(draft: KubeObject, old: Read): void {
  const open = draft as unknown as Open;
  const { status } = old as unknown as { readonly status?: Frozen<Open> };
  if (status === undefined) delete open.status;
  else open.status = thaw<Open>(status);
}

function contentOf(object: Read | KubeObject): object {
  const { metadata: _metadata, apiVersion: _apiVersion, kind: _kind, ...content } = object;
  return content;
}

/** Errors of the status alone: they name it, and their words don't. */
function statusErrors(object: Read, old: Read, schema: JSONSchemaProps): readonly FieldError[] {
  const status = valueAt(object, '.status');
  const part = schema.properties?.status;
  if (status === undefined || !part) return [];
  const before = valueAt(old, '.status');
  return validateValue(status, part, '', before === undefined ? undefined : { value: before }).map(
    (error) => ({
      ...error,
      field: error.field === '<nil>' ? 'status' : `status.${error.field}`,
    }),
  );
}

/** Lists that were wrong before may stay so. */
function changedListErrors(
  object: Read,
  old: Read,
  schema: JSONSchemaProps,
): readonly FieldError[] {
  const errors = listTypeErrors(jsonOf(object), schema, root);
  if (errors.length === 0) return errors;
  return listTypeErrors(jsonOf(old), schema, root).length > 0 ? [] : errors;
}

const maxInt32 = 2 ** 31 - 1;

function scaleErrors(object: Read, { scale }: Parts, withSpec: boolean): readonly FieldError[] {
  if (!scale) return [];
  const check = (path: string): readonly FieldError[] => {
    const value = valueAt(object, path);
    if (value === undefined) return [];
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      const text = `${path} accessor error: ${JSON.stringify(value)} is of the type ${isObject(value) ? 'map[string]interface {}' : typeof value}, expected int64`;
      return [invalidError(path, 0, text)];
    }
    if (value < 0) return [invalidError(path, value, 'should be a non-negative integer')];
    if (value <= maxInt32) return [];
    return [invalidError(path, value, `should be less than or equal to ${maxInt32}`)];
  };
  return [...(withSpec ? check(scale.specReplicasPath) : []), ...check(scale.statusReplicasPath)];
}

function oldOf(old: Read): Old {
  return { value: jsonOf(old) };
}

/** Stored objects are JSON. */
function jsonOf(object: Read): Json {
  return object as unknown as Json;
}
