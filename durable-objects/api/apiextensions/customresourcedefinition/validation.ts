import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkImmutable } from '../../../apimachinery/field-rules.ts';
import { dns1123SubdomainErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import { isKnownFormat } from '../../../structural/formats.ts';
import {
  itemsOf,
  type JSONSchemaProps,
  walkSchema,
} from '../../../structural/json-schema-props.ts';
import { labelErrors, nameErrors } from './names.ts';
import type {
  CustomResourceDefinition,
  CustomResourceDefinitionSpec,
  CustomResourceDefinitionVersion,
} from './schema.ts';
import {
  columnErrors,
  subresourceErrors,
  validationErrors,
  versionErrors,
} from './version-validation.ts';

type Definition = Frozen<CustomResourceDefinition>;
type Spec = Frozen<CustomResourceDefinitionSpec>;
type Version = Frozen<CustomResourceDefinitionVersion>;

const specPath = FieldPath.of('spec');
const approvalAnnotation = 'api-approved.kubernetes.io';

/** Rules of every definition; follows apiextensions/validation. */
export function validateDefinition(definition: Definition): readonly FieldError[] {
  const { metadata, spec, status } = definition;
  const name = `${spec.names.plural}.${spec.group}`;
  const text = 'must be spec.names.plural+"."+spec.group';
  return [
    ...(metadata.name === name ? [] : [invalidError('metadata.name', metadata.name, text)]),
    ...specErrors(spec),
    ...nameErrors(status.acceptedNames, FieldPath.of('status', 'acceptedNames'), false),
    ...storedVersionErrors(definition),
    ...approvalErrors(definition),
    ...(spec.preserveUnknownFields ? [preserveError(spec)] : []),
  ];
}

/** What may not change once objects may be stored. */
export function validateDefinitionUpdate(
  { spec }: Definition,
  old: Definition,
): readonly FieldError[] {
  const isEstablished = old.status.conditions.some(
    ({ type, status }) => type === 'Established' && status === 'True',
  );
  const names = specPath.child('names');
  return [
    ...(isEstablished
      ? [
          ...checkImmutable(spec.scope, old.spec.scope, specPath.child('scope')),
          ...checkImmutable(spec.names.kind, old.spec.names.kind, names.child('kind')),
        ]
      : []),
    ...checkImmutable(spec.group, old.spec.group, specPath.child('group')),
    ...checkImmutable(spec.names.plural, old.spec.names.plural, names.child('plural')),
  ];
}

/** What is accepted and has no effect. */
export function definitionWarnings({ spec }: Definition, old?: Definition): readonly string[] {
  const before = new Set(old ? warningsOf(old.spec) : []);
  return warningsOf(spec).filter((warning) => !before.has(warning));
}

function warningsOf({ versions }: Spec): readonly string[] {
  const schemas = versions.flatMap(({ schema }) =>
    schema?.openAPIV3Schema ? [...walkSchema(schema.openAPIV3Schema as JSONSchemaProps)] : [],
  );
  const formats = schemas.filter((schema) => schema.format && !isKnownFormat(schema));
  const sets = schemas.flatMap((schema) => {
    const type = schema['x-kubernetes-list-type'] === 'set' ? itemsOf(schema)?.type : undefined;
    return type === 'object' || type === 'array' ? [type] : [];
  });
  return [
    ...formats.map(({ format }) => `unrecognized format ${JSON.stringify(format)}`),
    ...[...new Set(sets)]
      .sort()
      .map(
        (type) =>
          `x-kubernetes-list-type: set for items of type ${JSON.stringify(type)} is not supported by server-side apply or CEL validation rules`,
      ),
  ];
}

function specErrors(spec: Spec): readonly FieldError[] {
  const { group, scope, versions, names } = spec;
  const scopes = ['Cluster', 'Namespaced'];
  const at = specPath.child('versions');
  const errors: FieldError[] = [...groupErrors(group)];
  if (scope === '') errors.push(requiredError(specPath.child('scope'), ''));
  else if (!scopes.includes(scope))
    errors.push(notSupportedError(specPath.child('scope'), scope, scopes));
  versions.forEach((version, i) => {
    if (!version.schema?.openAPIV3Schema)
      errors.push(requiredError(at.index(i).child('schema').child('openAPIV3Schema'), ''));
  });
  versions.forEach((version, i) => {
    errors.push(...labelErrors(version.name, at.index(i).child('name')));
    errors.push(...versionErrors(version, at.index(i)));
  });
  errors.push(...partErrors(spec));
  const versionNames = versions.map((version) => version.name);
  if (new Set(versionNames).size < versionNames.length)
    errors.push(invalidError(at, versions, 'must contain unique version names'));
  if (versions.filter(({ storage }) => storage).length !== 1) {
    const text = 'must have exactly one version marked as storage version';
    errors.push(invalidError(at, versions, text));
  }
  return [
    ...errors,
    ...nameErrors(names, specPath.child('names'), true),
    ...conversionErrors(spec, specPath.child('conversion')),
  ];
}

function groupErrors(group: string): readonly FieldError[] {
  const at = specPath.child('group');
  if (group === '') return [requiredError(at, '')];
  const errors = dns1123SubdomainErrors(group);
  if (errors.length > 0) return [invalidError(at, group, errors.join(','))];
  if (group.includes('.')) return [];
  return [invalidError(at, group, 'should be a domain with at least one dot')];
}

/**
 * Schemas, subresources and columns. Where all versions say the same, upstream's internal type
 * says it once, and its errors name that place.
 */
function partErrors({ versions }: Spec): readonly FieldError[] {
  const hasStatus = ({ subresources }: Version): boolean => subresources?.status !== undefined;
  const anyStatus = versions.some(hasStatus);
  return [
    ...each(
      versions,
      'validation',
      'schema',
      ({ schema }) => schema,
      (schema, at, version) =>
        schema.openAPIV3Schema
          ? validationErrors(schema.openAPIV3Schema, version ? hasStatus(version) : anyStatus, at)
          : [],
    ),
    ...each(
      versions,
      'subresources',
      'subresources',
      ({ subresources }) => subresources,
      subresourceErrors,
    ),
    ...each(
      versions,
      'additionalPrinterColumns',
      'additionalPrinterColumns',
      ({ additionalPrinterColumns: columns }) => (columns?.length ? columns : undefined),
      (columns, at) => columns.flatMap((column, i) => [...columnErrors(column, at.index(i))]),
    ),
  ];
}

function each<T>(
  versions: readonly Version[],
  shared: string,
  own: string,
  part: (version: Version) => T | undefined,
  check: (part: T, at: FieldPath, version: Version | undefined) => readonly FieldError[],
): readonly FieldError[] {
  const parts = versions.map(part);
  const [first] = parts;
  if (first !== undefined && parts.every((one) => deepEqual(one, first)))
    return check(first, specPath.child(shared), undefined);
  return versions.flatMap((version, i) => {
    const one = parts[i];
    return one === undefined
      ? []
      : [...check(one, specPath.child('versions').index(i).child(own), version)];
  });
}

function conversionErrors({ conversion }: Spec, at: FieldPath): readonly FieldError[] {
  if (!conversion) return [];
  const strategies = ['None', 'Webhook'];
  const { strategy, webhook } = conversion;
  if (strategy === '') return [requiredError(at.child('strategy'), '')];
  if (!strategies.includes(strategy))
    return [notSupportedError(at.child('strategy'), strategy, strategies)];
  if (strategy === 'Webhook') {
    const text = 'webhooks are not available in this simulated cluster, use None';
    return [forbiddenError(at.child('strategy'), text)];
  }
  if (!webhook) return [];
  const text = 'should not be set when strategy is not set to Webhook';
  return [
    ...(webhook.clientConfig ? [forbiddenError(at.child('webhookClientConfig'), text)] : []),
    ...(webhook.conversionReviewVersions.length > 0
      ? [forbiddenError(at.child('conversionReviewVersions'), text)]
      : []),
  ];
}

function storedVersionErrors({ spec, status }: Definition): readonly FieldError[] {
  const at = FieldPath.of('status', 'storedVersions');
  const stored = status.storedVersions;
  if (stored.length === 0)
    return [invalidError(at, stored, 'must have at least one stored version')];
  return [
    ...spec.versions
      .filter(({ storage, name }) => storage && !stored.includes(name))
      .map(({ name }) => invalidError(at, stored, `must have the storage version ${name}`)),
    ...stored.flatMap((name, i) => {
      if (spec.versions.some((version) => version.name === name)) return [];
      const text = `missing from spec.versions; ${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from status.storedVersions`;
      return [invalidError(at.index(i), name, text)];
    }),
  ];
}

function approvalErrors({ metadata, spec }: Definition): readonly FieldError[] {
  if (!/(^|\.)(k8s|kubernetes)\.io$/.test(spec.group)) return [];
  const at = FieldPath.of('metadata', 'annotations').key(approvalAnnotation);
  const approval = metadata.annotations?.[approvalAnnotation] ?? '';
  const see = 'see https://github.com/kubernetes/enhancements/pull/1111';
  const must = `protected groups must have approval annotation "${approvalAnnotation}"`;
  if (approval === '') return [requiredError(at, `${must}, ${see}`)];
  if (approval.startsWith('unapproved') || /^[a-z][a-z0-9+.-]*:\/\/[^/\s]+/i.test(approval))
    return [];
  const text = `${must} with either a URL or a reason starting with "unapproved", ${see}`;
  return [invalidError(at, approval, text)];
}

function preserveError({ preserveUnknownFields }: Spec): FieldError {
  const text =
    'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead';
  return invalidError(specPath.child('preserveUnknownFields'), preserveUnknownFields, text);
}
