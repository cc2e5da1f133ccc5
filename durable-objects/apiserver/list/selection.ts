import { parseSelector } from '../../apimachinery/label-parser.ts';
import { matchesLabels, type Selector } from '../../apimachinery/labels.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import {
  checkFieldSelector,
  type FieldSelector,
  matchesFields,
  parseFieldSelector,
} from '../../apimachinery/selectors.ts';
import type { Frozen } from '../../lib/json.ts';

/** Which objects of one resource are meant. */
export interface Selection {
  readonly resource: Resource;
  /** '' for all namespaces. */
  readonly namespace: string;
  readonly labels: Selector;
  readonly fields: FieldSelector;
}

/** Reads `labelSelector` and `fieldSelector`. Throws BadRequest. */
export function parseSelection(
  resource: Resource,
  namespace: string,
  text: { readonly labelSelector: string; readonly fieldSelector: string },
): Selection {
  const fields = parseFieldSelector(text.fieldSelector);
  checkFieldSelector(fields, resource);
  return { resource, namespace, labels: parseSelector(text.labelSelector), fields };
}

/** True when nothing but the namespace is asked for. */
export function isEverything({ labels, fields }: Selection): boolean {
  return labels.requirements.length === 0 && !labels.nothing && fields.length === 0;
}

/** Whether an object that is in the namespace fulfils both selectors. */
export function isSelected(selection: Selection, object: Frozen<KubeObject>): boolean {
  return (
    matchesLabels(selection.labels, object.metadata.labels) &&
    matchesFields(selection.fields, selection.resource, object)
  );
}
