import { zValidator } from '@hono/zod-validator';
import { bodyLimit } from 'hono/body-limit';
import type { ZodType } from 'zod';
import { problems } from '../problem.ts';

/** Bytes of a request to the platform's own API: names, dates and short messages. */
const apiBodyLimit = 64 * 1024;

export const limitBody = bodyLimit({
  maxSize: apiBodyLimit,
  onError: () => {
    throw problems.tooLarge(apiBodyLimit);
  },
});

/** The request's JSON body by a schema; what doesn't fit is refused with the field's name. */
export function jsonBody<T extends ZodType>(schema: T) {
  return zValidator('json', schema, (result) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    throw problems.invalid(issue?.path.join('.') || undefined, issue?.message ?? 'unknown');
  });
}
