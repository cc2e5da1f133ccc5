import {
  type FieldError,
  FieldPath,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkNonNegative } from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import { checkLastingPods, checkReplicaCounts } from '../../pod-template/validation/controller.ts';
import { checkPodTemplate } from '../../pod-template/validation/pod-spec.ts';
import { podNameWarnings, podWarnings } from '../../pod-template/warnings.ts';
import type { ReplicationController, ReplicationControllerSpec } from './schema.ts';

type Read = Frozen<ReplicationController>;

const specPath = FieldPath.of('spec');
const statusPath = FieldPath.of('status');

/** Rules of every ReplicationController; follows ValidateReplicationControllerSpec. */
export function validateReplicationController({ spec }: Read): readonly FieldError[] {
  const selectorAt = specPath.child('selector');
  const hasSelector = Object.keys(spec.selector ?? {}).length > 0;
  return [
    ...checkNonNegative(spec.minReadySeconds, specPath.child('minReadySeconds')),
    ...(hasSelector ? [] : [requiredError(selectorAt, '')]),
    ...checkNonNegative(spec.replicas, specPath.child('replicas')),
    ...checkTemplate(spec, specPath.child('template')),
  ];
}

export function validateReplicationControllerStatus({ status }: Read): readonly FieldError[] {
  return checkReplicaCounts(status, statusPath);
}

export function replicationControllerWarnings(
  { metadata, spec }: Read,
  old?: Read,
): readonly string[] {
  if (old && deepEqual(old.spec, spec)) return [];
  const { template } = spec;
  return [
    ...(old ? [] : podNameWarnings(dns1123LabelErrors(metadata.name))),
    ...(template ? podWarnings(template.spec, template.metadata, specPath.child('template')) : []),
  ];
}

function checkTemplate(
  { template, selector = {} }: Frozen<ReplicationControllerSpec>,
  at: FieldPath,
): readonly FieldError[] {
  if (!template) return [requiredError(at, '')];
  const { labels = {} } = template.metadata;
  const isSelected = Object.entries(selector).every(([key, value]) => labels[key] === value);
  const text = '`selector` does not match template `labels`';
  return [
    ...(isSelected ? [] : [invalidError(at.child('metadata', 'labels'), labels, text)]),
    ...checkPodTemplate(template, at),
    ...checkLastingPods(template, 'ReplicationController', at),
  ];
}
