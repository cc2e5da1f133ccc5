import type { Resource } from '../../apimachinery/resource.ts';
import type { DescribedResource } from '../openapi/paths.ts';
import { virtualResources } from './reviews.ts';

const virtual: readonly DescribedResource[] = virtualResources.map((one) => ({
  group: one.group,
  version: one.version,
  kind: one.kind,
  plural: one.plural,
  namespaced: one.namespaced,
  schema: one.schema,
  subresources: {},
  verbs: ['create'],
}));

/** The kinds that OpenAPI tells of: those that are stored, and those that are only answered. */
export function describedResources(stored: readonly Resource[]): readonly DescribedResource[] {
  return [...stored, ...virtual];
}
