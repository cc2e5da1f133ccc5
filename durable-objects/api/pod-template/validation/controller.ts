import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkLabelSelector, isUsableSelector } from '../../../apimachinery/field-rules.ts';
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
