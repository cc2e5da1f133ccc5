import { sortedEntries, writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { Secret } from './schema.ts';

/** `kubectl describe secret`: sizes, but not values, unless it is a token. */
export const describeSecret: Describe<Secret> = (secret) =>
  describeText((writer) => {
    writeMetadata(writer, secret);
    writer.write(0, `\nType:\t${secret.type}\n`);
    writer.write(0, '\nData\n====\n');
    for (const [key, value] of sortedEntries(secret.data)) {
      const isToken = key === 'token' && secret.type === 'kubernetes.io/service-account-token';
      writer.field(0, key, isToken ? atob(value) : `${atob(value).length} bytes`);
    }
  });
