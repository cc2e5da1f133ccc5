import {
  duplicateError,
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import { parseRequest } from './parse.ts';
import type { CertificateSigningRequest, CertificateSigningRequestCondition } from './schema.ts';
import { checkSignerName } from './signer-name.ts';

/** Rules of pkg/apis/certificates/validation. */

type Request = Frozen<CertificateSigningRequest>;

const specPath = FieldPath.of('spec');
const conditionsPath = FieldPath.of('status', 'conditions');
const minExpiration = 600;
const usages = [
  'any',
  'cert sign',
  'client auth',
  'code signing',
  'content commitment',
  'crl sign',
  'data encipherment',
  'decipher only',
  'digital signature',
  'email protection',
  'encipher only',
  'ipsec end system',
  'ipsec tunnel',
  'ipsec user',
  'key agreement',
  'key encipherment',
  'microsoft sgc',
  'netscape sgc',
  'ocsp signing',
  's/mime',
  'server auth',
  'signing',
  'timestamping',
];

export function validateRequest({ spec, status }: Request): readonly FieldError[] {
  const { signerName, expirationSeconds: seconds } = spec;
  const errors: FieldError[] = [];
  const parsed = parseRequest(spec.request);
  if ('error' in parsed) {
    errors.push(invalidError(specPath.child('request'), spec.request, parsed.error));
  }
  errors.push(...checkUsages(spec.usages ?? [], specPath.child('usages')));
  const signerPath = specPath.child('signerName');
  if (signerName === 'kubernetes.io/legacy-unknown') {
    const text = 'the legacy signerName is not allowed via this API version';
    errors.push(invalidError(signerPath, signerName, text));
  } else errors.push(...checkSignerName(signerName, signerPath));
  if (seconds !== undefined && seconds < minExpiration) {
    const text = 'may not specify a duration less than 600 seconds (10 minutes)';
    errors.push(invalidError(specPath.child('expirationSeconds'), seconds, text));
  }
  return [...errors, ...checkConditions(status.conditions ?? [])];
}

/** Neither decisions nor certificates change on the object's own path. */
export function validateRequestUpdate(request: Request, old: Request): readonly FieldError[] {
  return [...keepsDecisions(request, old), ...checkCertificate(request, old, false)];
}

export function validateRequestStatus(request: Request, old: Request): readonly FieldError[] {
  return [
    ...checkConditions(request.status.conditions ?? []),
    ...keepsDecisions(request, old),
    ...checkCertificate(request, old, true),
  ];
}

export function validateApproval(request: Request, old: Request): readonly FieldError[] {
  return [
    ...checkConditions(request.status.conditions ?? []),
    ...removals(request, old),
    ...checkCertificate(request, old, false),
  ];
}

function checkUsages(list: readonly string[], at: FieldPath): readonly FieldError[] {
  if (list.length === 0) return [requiredError(at, 'usages must be provided')];
  return [
    ...list.flatMap((usage, i) =>
      usages.includes(usage) ? [] : [notSupportedError(at.index(i), usage, usages)],
    ),
    ...list.flatMap((usage, i) =>
      list.indexOf(usage) < i ? [duplicateError(at.index(i), usage)] : [],
    ),
  ];
}

type Conditions = readonly Frozen<CertificateSigningRequestCondition>[];

function checkConditions(conditions: Conditions): readonly FieldError[] {
  const types = conditions.map(({ type }) => type);
  return conditions.flatMap(({ type, status }, i) => {
    const at = conditionsPath.index(i);
    const isDecision = ['Approved', 'Denied', 'Failed'].includes(type);
    const allowed = isDecision ? ['True'] : ['False', 'True', 'Unknown'];
    const errors = type === '' ? [requiredError(at.child('type'), '')] : [];
    if (status === '') errors.push(requiredError(at.child('status'), ''));
    else if (!allowed.includes(status)) {
      errors.push(notSupportedError(at.child('status'), status, allowed));
    }
    const opposite = { Approved: 'Denied', Denied: 'Approved' }[type];
    if (opposite && types.slice(0, i).includes(opposite)) {
      const text = 'Approved and Denied conditions are mutually exclusive';
      errors.push(invalidError(at.child('type'), type, text));
    }
    if (types.indexOf(type) < i) errors.push(duplicateError(at.child('type'), type));
    return errors;
  });
}

function ofType({ status }: Request, type: string): Conditions {
  return (status.conditions ?? []).filter((condition) => condition.type === type);
}

function removals(request: Request, old: Request): readonly FieldError[] {
  return ['Approved', 'Denied', 'Failed']
    .filter((type) => ofType(request, type).length < ofType(old, type).length)
    .map((type) =>
      forbiddenError(conditionsPath, `updates may not remove a condition of type "${type}"`),
    );
}

/** Outside of the approval subresource, decisions stay as they are. */
function keepsDecisions(request: Request, old: Request): readonly FieldError[] {
  const changes = ['Approved', 'Denied'].flatMap((type) => {
    const [now, before] = [ofType(request, type), ofType(old, type)];
    if (now.length < before.length || deepEqual(now, before)) return [];
    const what = now.length > before.length ? 'add' : 'modify';
    return [
      forbiddenError(conditionsPath, `updates may not ${what} a condition of type "${type}"`),
    ];
  });
  return [...removals(request, old), ...changes];
}

function checkCertificate(
  { status }: Request,
  { status: old }: Request,
  maySet: boolean,
): readonly FieldError[] {
  if ((status.certificate ?? '') === (old.certificate ?? '')) return [];
  const at = FieldPath.of('status', 'certificate');
  if (!maySet) return [forbiddenError(at, 'updates may not set certificate content')];
  return old.certificate
    ? [forbiddenError(at, 'updates may not modify existing certificate content')]
    : [];
}
