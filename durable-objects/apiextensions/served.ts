import { isConditionTrue } from '../api/apiextensions/customresourcedefinition/conditions.ts';
import { customResourceDefinitions } from '../api/apiextensions/customresourcedefinition/resource.ts';
import type { CustomResourceDefinition } from '../api/apiextensions/customresourcedefinition/schema.ts';
import type { Resource } from '../apimachinery/resource.ts';
import type { Frozen } from '../lib/json.ts';
import type { ServedResources } from '../storage/store.ts';
import { customResource } from './resource.ts';

type Definition = Frozen<CustomResourceDefinition>;

/** The built-in kinds and those of all definitions that are established. */
export function withCustomResources(builtIn: readonly Resource[]): ServedResources {
  return (read) => read.list(customResourceDefinitions).reduce(extended, builtIn);
}

/** Lists by what they were made from, so that a request pays nothing when nothing has changed. */
const lists = new WeakMap<readonly Resource[], WeakMap<Definition, readonly Resource[]>>();

function extended(list: readonly Resource[], definition: Definition): readonly Resource[] {
  let known = lists.get(list);
  if (!known) {
    known = new WeakMap();
    lists.set(list, known);
  }
  const found = known.get(definition);
  if (found) return found;
  const resource = isConditionTrue(definition, 'Established')
    ? customResource(definition)
    : undefined;
  const longer = resource ? [...list, resource] : list;
  known.set(definition, longer);
  return longer;
}
