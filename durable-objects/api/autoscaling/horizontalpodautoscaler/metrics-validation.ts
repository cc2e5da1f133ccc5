import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { pathSegmentErrors } from '../../../apimachinery/names.ts';
import { compareQuantities } from '../../../apimachinery/quantity.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { CrossVersionObjectReference, MetricSpec, MetricTarget } from './metrics-schema.ts';

type Metric = Frozen<MetricSpec>;
type Target = Frozen<MetricTarget>;
type CheckReference = (
  reference: Frozen<CrossVersionObjectReference>,
  at: FieldPath,
) => readonly FieldError[];

/** The member that each type of metric has, in upstream's order of looking. */
const members = ['object', 'external', 'pods', 'resource', 'containerResource'] as const;
const memberOf: { readonly [type: string]: (typeof members)[number] | undefined } = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
};

/** Rules of `spec.metrics`; follows validateMetrics of pkg/apis/autoscaling/validation. */
export function checkMetrics(
  metrics: readonly Metric[] | undefined,
  at: FieldPath,
  checkReference: CheckReference,
): readonly FieldError[] {
  return (metrics ?? []).flatMap((metric, i) => checkMetric(metric, at.index(i), checkReference));
}

function checkMetric(
  metric: Metric,
  at: FieldPath,
  checkReference: CheckReference,
): readonly FieldError[] {
  const { type } = metric;
  const errors: FieldError[] = [];
  if (type === '')
    errors.push(requiredError(at.child('type'), 'must specify a metric source type'));
  const expected = memberOf[type];
  if (!expected) errors.push(notSupportedError(at.child('type'), type, Object.keys(memberOf)));
  const present = members.filter((member) => metric[member] !== undefined);
  if (present[0]) errors.push(...checkSource(metric, present[0], at, checkReference));
  if (expected && !metric[expected]) {
    const text = 'must populate information for the given metric source';
    errors.push(requiredError(at.child(expected), text));
  }
  if (present.length !== 1)
    for (const member of present)
      if (member !== expected) {
        const text = 'must populate the given metric source only';
        errors.push(forbiddenError(at.child(member), text));
      }
  return errors;
}

function checkSource(
  metric: Metric,
  member: (typeof members)[number],
  at: FieldPath,
  checkReference: CheckReference,
): readonly FieldError[] {
  const here = at.child(member);
  const { object, external, pods, resource, containerResource } = metric;
  switch (member) {
    case 'object':
      return object
        ? [
            ...checkReference(object.describedObject, here.child('describedObject')),
            ...checkIdentifier(object.metric.name, here.child('metric')),
            ...checkTarget(object.target, here.child('target')),
            ...checkEither(object.target, here, 'must set either a target value or averageValue'),
          ]
        : [];
    case 'external':
      return external
        ? [
            ...checkIdentifier(external.metric.name, here.child('metric')),
            ...checkTarget(external.target, here.child('target')),
            ...checkExternal(external.target, here),
          ]
        : [];
    case 'pods':
      return pods
        ? [
            ...checkIdentifier(pods.metric.name, here.child('metric')),
            ...checkTarget(pods.target, here.child('target')),
            ...checkAverage(pods.target, here.child('target', 'averageValue')),
          ]
        : [];
    case 'resource':
      return resource ? checkResource(resource, here) : [];
    case 'containerResource':
      return containerResource
        ? [
            ...(containerResource.container === ''
              ? [requiredError(here.child('container'), 'must specify a container')]
              : []),
            ...checkResource(containerResource, here),
          ]
        : [];
  }
}

function checkIdentifier(name: string, at: FieldPath): readonly FieldError[] {
  const place = at.child('name');
  return name === ''
    ? [requiredError(place, 'must specify a metric name')]
    : checkName(pathSegmentErrors, name, place);
}

function checkTarget(target: Target, at: FieldPath): readonly FieldError[] {
  const { type, averageUtilization: utilization } = target;
  const errors: FieldError[] = [];
  if (type === '')
    errors.push(requiredError(at.child('type'), 'must specify a metric target type'));
  if (!['Utilization', 'Value', 'AverageValue'].includes(type)) {
    const text = 'must be either Utilization, Value, or AverageValue';
    errors.push(invalidError(at.child('type'), type, text));
  }
  for (const field of ['value', 'averageValue'] as const) {
    const value = target[field];
    if (value !== undefined && compareQuantities(value, '0') <= 0)
      errors.push(invalidError(at.child(field), value, 'must be positive'));
  }
  if (utilization !== undefined && utilization < 1)
    errors.push(
      invalidError(at.child('averageUtilization'), utilization, 'must be greater than 0'),
    );
  return errors;
}

function checkResource(
  { name, target }: { readonly name: string; readonly target: Target },
  at: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (name === '') errors.push(requiredError(at.child('name'), 'must specify a resource name'));
  const targetAt = at.child('target');
  errors.push(...checkTarget(target, targetAt));
  const { averageUtilization, averageValue } = target;
  if (averageUtilization === undefined && averageValue === undefined) {
    const text = 'must set either a target raw value or a target utilization';
    errors.push(requiredError(targetAt.child('averageUtilization'), text));
  }
  if (averageUtilization !== undefined && averageValue !== undefined) {
    const text = 'may not set both a target raw value and a target utilization';
    errors.push(forbiddenError(targetAt.child('averageValue'), text));
  }
  return errors;
}

function checkAverage({ averageValue }: Target, at: FieldPath): readonly FieldError[] {
  if (averageValue !== undefined && compareQuantities(averageValue, '0') > 0) return [];
  return [requiredError(at, 'must specify a positive target averageValue')];
}

function checkExternal(target: Target, at: FieldPath): readonly FieldError[] {
  const text = 'must set either a target value for metric or a per-pod target';
  if (target.value === undefined || target.averageValue === undefined)
    return checkEither(target, at, text);
  const both = 'may not set both a target value for metric and a per-pod target';
  return [forbiddenError(at.child('target', 'value'), both)];
}

function checkEither(target: Target, at: FieldPath, text: string): readonly FieldError[] {
  if (target.value !== undefined || target.averageValue !== undefined) return [];
  return [requiredError(at.child('target', 'averageValue'), text)];
}
