import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import {
  checkLabelSelector,
  checkNonNegative,
  isUsableSelector,
} from '../../../apimachinery/field-rules.ts';
import { matchesLabels, selectorOf } from '../../../apimachinery/labels.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { LabelSelector } from '../label-selector.ts';
import type { PodTemplateSpec } from '../pod-spec.ts';

/** The selector of what controls pods: present, good and not empty. */
export function checkRequiredSelector(
  selector: Frozen<LabelSelector> | undefined,
  emptyText: string,
  at: FieldPath,
): readonly FieldError[] {
  if (!selector) return [requiredError(at, '')];
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const isEmpty = Object.keys(matchLabels).length + matchExpressions.length === 0;
  return [
    ...checkLabelSelector(selector, at),
    ...(isEmpty ? [invalidError(at, selector, emptyText)] : []),
  ];
}

/** A controller must select the pods that it makes. */
export function checkSelectsTemplate(
  selector: Frozen<LabelSelector> | undefined,
  template: Frozen<PodTemplateSpec>,
  unusableText: string,
  at: { readonly selector: FieldPath; readonly template: FieldPath },
): readonly FieldError[] {
  if (!isUsableSelector(selector)) return [invalidError(at.selector, selector, unusableText)];
  const { labels = {} } = template.metadata;
  const isEmpty =
    selector !== undefined &&
    Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0;
  if (isEmpty || matchesLabels(selectorOf(selector), labels)) return [];
  const text = '`selector` does not match template `labels`';
  return [invalidError(at.template.child('metadata', 'labels'), labels, text)];
}

/** Pods of controllers are restarted for ever; `kind` is named in the error. */
export function checkLastingPods(
  { spec }: Frozen<PodTemplateSpec>,
  kind: string,
  at: FieldPath,
): readonly FieldError[] {
  const text = `activeDeadlineSeconds in ${kind} is not Supported`;
  return [
    ...(spec.restartPolicy === 'Always'
      ? []
      : [notSupportedError(at.child('spec', 'restartPolicy'), spec.restartPolicy, ['Always'])]),
    ...(spec.activeDeadlineSeconds === undefined
      ? []
      : [forbiddenError(at.child('spec', 'activeDeadlineSeconds'), text)]),
  ];
}

interface ReplicaCounts {
  readonly replicas: number;
  readonly fullyLabeledReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
}

/** The status of what keeps replicas: no part is greater than the whole. */
export function checkReplicaCounts(status: ReplicaCounts, at: FieldPath): readonly FieldError[] {
  const { replicas, readyReplicas = 0, availableReplicas = 0 } = status;
  const parts = ['fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'] as const;
  const errors = (['replicas', ...parts] as const).flatMap((field) =>
    checkNonNegative(status[field], at.child(field)),
  );
  for (const field of parts)
    if ((status[field] ?? 0) > replicas) {
      const text = 'cannot be greater than status.replicas';
      errors.push(invalidError(at.child(field), status[field], text));
    }
  if (availableReplicas > readyReplicas) {
    const text = 'cannot be greater than readyReplicas';
    errors.push(invalidError(at.child('availableReplicas'), availableReplicas, text));
  }
  return errors;
}
