import {
  duplicateError,
  type FieldError,
  type FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
  tooManyError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors, dns1123SubdomainErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type {
  DeviceClaim,
  DeviceRequest,
  DeviceSelector,
  DeviceSubRequest,
  ExactDeviceRequest,
  OpaqueDeviceConfiguration,
} from '../device-claim.ts';
import { checkDriverName } from './driver-name.ts';

/** Rules of pkg/apis/resource/validation. Expressions are not compiled. */

/** Requests, constraints, configurations and selectors of one object, each. */
const maxItems = 32;
const maxAlternatives = 8;
const modes = ['All', 'ExactCount'];
const one = 'exactly one of `exactly` or `firstAvailable` is required';

export function checkDeviceClaim(
  { requests = [], constraints = [], config = [] }: Frozen<DeviceClaim>,
  at: FieldPath,
): readonly FieldError[] {
  const names = requests.map(({ name }) => name);
  const known = new Set([
    ...names,
    ...requests.flatMap(({ name, firstAvailable = [] }) =>
      firstAvailable.map((sub) => `${name}/${sub.name}`),
    ),
  ]);
  const errors = [...checkNumber(requests, at.child('requests'))];
  requests.forEach((request, i) => {
    const here = at.child('requests').index(i);
    errors.push(...checkRequest(request, here));
    if (names.indexOf(request.name) < i) {
      errors.push(duplicateError(here.child('name'), request.name));
    }
  });
  errors.push(...checkNumber(constraints, at.child('constraints')));
  constraints.forEach(({ requests: about = [], matchAttribute, distinctAttribute }, i) => {
    const here = at.child('constraints').index(i);
    errors.push(...checkRequestNames(about, known, here.child('requests')));
    if (matchAttribute === undefined && distinctAttribute === undefined) {
      errors.push(requiredError(here.child('matchAttribute'), ''));
    }
  });
  errors.push(...checkNumber(config, at.child('config')));
  config.forEach(({ requests: about = [], opaque }, i) => {
    const here = at.child('config').index(i);
    errors.push(...checkRequestNames(about, known, here.child('requests')));
    errors.push(...checkOpaque(opaque, here));
  });
  return errors;
}

export function checkOpaque(
  opaque: Frozen<OpaqueDeviceConfiguration> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  return opaque
    ? checkDriverName(opaque.driver, at.child('opaque', 'driver'))
    : [
        requiredError(
          at.child('opaque'),
          'exactly one of the fields in a DeviceConfiguration must be set',
        ),
      ];
}

export function checkSelectors(
  selectors: Frozen<DeviceSelector[]>,
  at: FieldPath,
): readonly FieldError[] {
  return [
    ...checkNumber(selectors, at),
    ...selectors.flatMap(({ cel }, i) => {
      const here = at.index(i).child('cel');
      if (!cel) return [requiredError(here, '')];
      return cel.expression === '' ? [requiredError(here.child('expression'), '')] : [];
    }),
  ];
}

export function checkNumber(
  list: readonly unknown[],
  at: FieldPath,
  most = maxItems,
): readonly FieldError[] {
  return list.length > most ? [tooManyError(at, list.length, most)] : [];
}

function checkRequest(request: Frozen<DeviceRequest>, at: FieldPath): readonly FieldError[] {
  const { name, exactly, firstAvailable = [] } = request;
  const alternatives = at.child('firstAvailable');
  const errors = [...checkName(dns1123LabelErrors, name, at.child('name'))];
  errors.push(...checkNumber(firstAvailable, alternatives, maxAlternatives));
  firstAvailable.forEach((sub, i) => {
    const here = alternatives.index(i);
    errors.push(...checkName(dns1123LabelErrors, sub.name, here.child('name')));
    errors.push(...checkDevices(sub, here));
  });
  if (exactly) errors.push(...checkDevices(exactly, at.child('exactly')));
  if (!exactly && firstAvailable.length === 0) return [...errors, requiredError(at, one)];
  if (!exactly || firstAvailable.length === 0) return errors;
  return [...errors, invalidError(at, null, `${one}, but multiple fields are set`)];
}

function checkDevices(
  request: Frozen<ExactDeviceRequest> | Frozen<DeviceSubRequest>,
  at: FieldPath,
): readonly FieldError[] {
  const { deviceClassName, selectors = [], allocationMode = '', count = 0 } = request;
  const errors = [
    ...(deviceClassName === ''
      ? [requiredError(at.child('deviceClassName'), '')]
      : checkName(dns1123SubdomainErrors, deviceClassName, at.child('deviceClassName'))),
    ...checkSelectors(selectors, at.child('selectors')),
  ];
  const wrong = (text: string): number => errors.push(invalidError(at.child('count'), count, text));
  if (!modes.includes(allocationMode)) {
    errors.push(notSupportedError(at.child('allocationMode'), allocationMode, modes));
  } else if (allocationMode === 'All') {
    if (count !== 0) wrong("must not be specified when allocationMode is 'All'");
  } else if (count <= 0) wrong('must be greater than zero');
  return errors;
}

function checkRequestNames(
  names: readonly string[],
  known: ReadonlySet<string>,
  at: FieldPath,
): readonly FieldError[] {
  return names.flatMap((name, i) =>
    known.has(name)
      ? []
      : [invalidError(at.index(i), name, 'must be the name of a request in the claim')],
  );
}
