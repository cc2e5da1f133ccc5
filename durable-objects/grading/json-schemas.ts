import { z } from 'zod';
import { labSchema, mistakeSchema, stepsSchema } from './schema.ts';

/** The schemas of a lab's files as JSON Schema, by the name of the file that editors read. */
export function labJsonSchemas(): { readonly [file: string]: object } {
  return {
    'schema.json': z.toJSONSchema(labSchema, { io: 'input' }),
    'steps.schema.json': z.toJSONSchema(stepsSchema, { io: 'input' }),
    'mistake.schema.json': z.toJSONSchema(mistakeSchema, { io: 'input' }),
  };
}
