import { defineResource } from '../../../apimachinery/resource.ts';
import { describeSecret } from './describe.ts';
import { type Secret, secretSchema } from './schema.ts';
import { secretStrategy } from './strategy.ts';
import { secretTable } from './table.ts';

/** Handle of Secret: `read.get(secrets, key)` is `Frozen<Secret> | undefined`. */
export const secrets = defineResource<Secret>({
  group: '',
  version: 'v1',
  kind: 'Secret',
  plural: 'secrets',
  namespaced: true,
  schema: secretSchema,
  strategy: secretStrategy,
  table: secretTable,
  describe: describeSecret,

  selectable: {
    type: (secret) => secret.type,
  },
});
