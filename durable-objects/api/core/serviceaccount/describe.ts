import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { ServiceAccount } from './schema.ts';

const title = 'Image pull secrets:';

/** `kubectl describe serviceaccount`. */
export const describeServiceAccount: Describe<ServiceAccount> = (account, context) =>
  describeText((writer) => {
    writeMetadata(writer, account);
    const names = (account.imagePullSecrets ?? []).map(({ name }) => name ?? '');
    if (names.length === 0) names.push('<none>');
    names.forEach((name, i) => {
      writer.line(0, `${i === 0 ? title : ' '.repeat(title.length)}\t${name}`);
    });
    writeEvents(writer, account, context);
  });
