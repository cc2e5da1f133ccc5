import { type FieldError, FieldPath } from '../../../apimachinery/field-error.ts';
import { checkImmutable, checkNonNegative } from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import {
  checkLastingPods,
  checkReplicaCounts,
  checkRequiredSelector,
  checkSelectsTemplate,
} from '../../pod-template/validation/controller.ts';
import { checkPodTemplate } from '../../pod-template/validation/pod-spec.ts';
import { podNameWarnings, podWarnings } from '../../pod-template/warnings.ts';
import type { ReplicaSet } from './schema.ts';

type Read = Frozen<ReplicaSet>;

const specPath = FieldPath.of('spec');
const statusPath = FieldPath.of('status');

/** Rules of every ReplicaSet; follows ValidateReplicaSetSpec. */
export function validateReplicaSet({ spec }: Read): readonly FieldError[] {
  const templateAt = specPath.child('template');
  const selectorAt = specPath.child('selector');
  const places = { selector: selectorAt, template: templateAt };
  return [
    ...checkNonNegative(spec.replicas, specPath.child('replicas')),
    ...checkNonNegative(spec.minReadySeconds, specPath.child('minReadySeconds')),
    // Upstream says deployment here too.
    ...checkRequiredSelector(spec.selector, 'empty selector is invalid for deployment', selectorAt),
    ...checkSelectsTemplate(spec.selector, spec.template, 'invalid label selector', places),
    ...checkPodTemplate(spec.template, templateAt),
    ...checkLastingPods(spec.template, 'ReplicaSet', templateAt),
  ];
}

export function validateReplicaSetUpdate({ spec }: Read, old: Read): readonly FieldError[] {
  return checkImmutable(spec.selector, old.spec.selector, specPath.child('selector'));
}

export function validateReplicaSetStatusUpdate({ status }: Read): readonly FieldError[] {
  return checkReplicaCounts(status, statusPath);
}

export function replicaSetWarnings({ metadata, spec }: Read, old?: Read): readonly string[] {
  if (old && deepEqual(old.spec, spec)) return [];
  const { template } = spec;
  return [
    ...(old ? [] : podNameWarnings(dns1123LabelErrors(metadata.name))),
    ...podWarnings(template.spec, template.metadata, specPath.child('template')),
  ];
}
