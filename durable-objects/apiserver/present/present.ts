import type { KubeObject } from '../../apimachinery/meta.ts';
import { apiVersionOf, type Resource } from '../../apimachinery/resource.ts';
import type { Duration, Instant } from '../../lib/instant.ts';
import type { Frozen, JsonObject } from '../../lib/json.ts';
import type { Page } from '../list/list.ts';
import type { Form } from './negotiation.ts';
import { partialObject } from './partial.ts';
import { type IncludeObject, type TableContext, tableOf } from './table.ts';
import { wireItem, wireObject } from './wire.ts';

/** How objects are shown to one client. */
export interface View {
  readonly as: Form['as'];
  readonly metaVersion: string;
  readonly includeObject: IncludeObject;
  readonly now: Instant;
  readonly clockSkipped: Duration;
}

/** One object in the form that was asked for. */
export function presentObject(
  resource: Resource,
  object: Frozen<KubeObject>,
  view: View,
): JsonObject {
  switch (view.as) {
    case 'Table': {
      const { resourceVersion } = object.metadata;
      return tableOf(tableContext(resource, view), [object], { resourceVersion });
    }
    case 'PartialObjectMetadata':
    case 'PartialObjectMetadataList':
      return partialObject(object, view.clockSkipped, view.metaVersion);
    case '':
      return wireObject(resource, object, view.clockSkipped);
  }
}

/** A list in the form that was asked for. */
export function presentList(resource: Resource, page: Page, view: View): JsonObject {
  const { items, continue: next, remainingItemCount, resourceVersion } = page;
  const metadata: JsonObject = {
    ...(resourceVersion === '' ? {} : { resourceVersion }),
    ...(next === undefined ? {} : { continue: next }),
    ...(remainingItemCount === undefined ? {} : { remainingItemCount }),
  };
  switch (view.as) {
    case 'Table':
      return tableOf(tableContext(resource, view), items, metadata);
    case 'PartialObjectMetadata':
    case 'PartialObjectMetadataList':
      return {
        kind: 'PartialObjectMetadataList',
        apiVersion: `meta.k8s.io/${view.metaVersion}`,
        metadata,
        items: items.map((item) => partialObject(item, view.clockSkipped, view.metaVersion)),
      };
    case '':
      return {
        kind: resource.listKind ?? `${resource.kind}List`,
        apiVersion: apiVersionOf(resource),
        metadata,
        items: items.map((item) => wireItem(resource, item, view.clockSkipped)),
      };
  }
}

export function tableContext(resource: Resource, view: View): TableContext {
  const { now, clockSkipped, includeObject, metaVersion } = view;
  return { resource, now, clockSkipped, includeObject, metaVersion };
}
