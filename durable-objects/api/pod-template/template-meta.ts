import { type ObjectMeta, objectMeta } from '../../apimachinery/meta.ts';
import { type Infer, type ObjectSchema, object } from '../../apimachinery/schema.ts';

/**
 * `metadata` of a template: ObjectMeta with nothing in it filled in, because a template is not an
 * object of its own.
 */
export const templateMeta: ObjectSchema<Partial<ObjectMeta>> = object(
  objectMeta.name,
  Object.fromEntries(
    Object.entries(objectMeta.fields).map(([name, field]) => [name, field.schema]),
  ),
);
export type TemplateMeta = Infer<typeof templateMeta>;
