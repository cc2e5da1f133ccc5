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
import { fromStored, storedResource } from '../../apimachinery/version.ts';
import type { Frozen } from '../../lib/json.ts';

/** Which objects of one resource are meant. */
export interface Selection {
  /** As it was asked for: field selectors are of this version. */
  readonly resource: Resource;
  /** What the store keeps of it. */
  readonly stored: Resource;
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
  const labels = parseSelector(text.labelSelector);
  return { resource, stored: storedResource(resource), namespace, labels, fields };
}

/** True when nothing but the namespace is asked for. */
export function isEverything({ labels, fields }: Selection): boolean {
  return labels.requirements.length === 0 && !labels.nothing && fields.length === 0;
}

/** Whether a stored object that is in the namespace fulfils both selectors. */
export function isSelected(selection: Selection, object: Frozen<KubeObject>): boolean {
  const { labels, fields, resource } = selection;
  if (!matchesLabels(labels, object.metadata.labels)) return false;
  return fields.length === 0 || matchesFields(fields, resource, fromStored(resource, object));
}
