import {
  type FieldError,
  FieldPath,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkImmutable } from '../../../apimachinery/field-rules.ts';
import { dns1123SubdomainErrors, qualifiedNameErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import type { Event } from './schema.ts';

/** Rules of pkg/apis/core/validation/events.go. */

const reportingInstanceLength = 128;
const actionLength = 128;
const reasonLength = 128;
const noteLength = 1024;

/** What holds for every event. */
export function validateEvent(event: Frozen<Event>): readonly FieldError[] {
  const namespace = event.metadata.namespace ?? '';
  return [
    ...(event.eventTime ? validateNewEvent(event) : validatePlace(event)),
    ...dns1123SubdomainErrors(namespace).map((why) => invalidError('namespace', namespace, why)),
  ];
}

/** Beyond `validateEvent`, for what is created as events.k8s.io/v1. */
export function validateStrictly(event: Frozen<Event>): readonly FieldError[] {
  const errors = [...validateSeries(event)];
  if (!event.eventTime) errors.push(requiredError('eventTime', ''));
  if (event.type !== 'Normal' && event.type !== 'Warning') {
    errors.push(invalidError('type', '', `has invalid value: ${event.type ?? ''}`));
  }
  const { firstTimestamp, lastTimestamp, count, source } = event;
  const unset = { firstTimestamp, lastTimestamp, count, source: source.component || source.host };
  for (const [field, value] of Object.entries(unset)) {
    if (value) errors.push(invalidError(field, '', 'needs to be unset'));
  }
  return errors;
}

/** Only an event's series moves on through events.k8s.io/v1. */
export function validateStrictUpdate(
  event: Frozen<Event>,
  old: Frozen<Event>,
): readonly FieldError[] {
  const errors = deepEqual(event.series, old.series) ? [] : [...validateSeries(event)];
  for (const field of fixed) {
    const name = field === 'reportingComponent' ? 'reportingController' : field;
    errors.push(...checkImmutable(event[field], old[field], FieldPath.of(name)));
  }
  return errors;
}

const fixed = [
  'involvedObject',
  'reason',
  'message',
  'source',
  'firstTimestamp',
  'lastTimestamp',
  'count',
  'reason',
  'type',
  'eventTime',
  'action',
  'related',
  'reportingComponent',
  'reportingInstance',
] as const;

/** An event lies beside its object; one about a cluster-scoped object lies in `default`. */
function validatePlace({ metadata, involvedObject }: Frozen<Event>): readonly FieldError[] {
  const namespace = metadata.namespace ?? '';
  const other = involvedObject.namespace ?? '';
  const isFine = other === '' ? namespace === '' || namespace === 'default' : namespace === other;
  return isFine ? [] : [wrongPlace(other)];
}

/** An event with an eventTime says who reports it and what was done. */
function validateNewEvent(event: Frozen<Event>): readonly FieldError[] {
  const { involvedObject, metadata, reportingComponent, reportingInstance } = event;
  const errors: FieldError[] = [];
  const isCluster = ['default', 'kube-system'].includes(metadata.namespace ?? '');
  if (!involvedObject.namespace && !isCluster) errors.push(wrongPlace(''));
  const controller = 'reportingController';
  if (reportingComponent === '') errors.push(requiredError(controller, ''));
  for (const why of qualifiedNameErrors(reportingComponent)) {
    errors.push(invalidError(controller, reportingComponent, why));
  }
  const texts = [
    ['reportingInstance', reportingInstance, reportingInstanceLength],
    ['action', event.action ?? '', actionLength],
    ['reason', event.reason ?? '', reasonLength],
    ['message', event.message ?? '', noteLength],
  ] as const;
  for (const [field, text, most] of texts) {
    if (text === '' && field !== 'message') errors.push(requiredError(field, ''));
    if (text.length > most) {
      errors.push(invalidError(field, '', `can have at most ${most} characters`));
    }
  }
  return errors;
}

function validateSeries({ series }: Frozen<Event>): readonly FieldError[] {
  if (!series) return [];
  const errors: FieldError[] = [];
  if ((series.count ?? 0) < 2) {
    errors.push(invalidError('series.count', '', 'should be at least 2'));
  }
  if (!series.lastObservedTime) errors.push(requiredError('series.lastObservedTime', ''));
  return errors;
}

function wrongPlace(namespace: string): FieldError {
  return invalidError('involvedObject.namespace', namespace, 'does not match event.namespace');
}
