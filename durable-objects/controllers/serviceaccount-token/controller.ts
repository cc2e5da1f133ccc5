import { type Secret, type ServiceAccount, secrets, serviceAccounts } from '../../api/index.ts';
import { signToken } from '../../apimachinery/signed-token.ts';
import type { Controller } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { defineIndex } from '../../storage/store.ts';
import { rootCertificate } from '../root-certificate.ts';

const tokenType = 'kubernetes.io/service-account-token';
const nameKey = 'kubernetes.io/service-account.name';
const uidKey = 'kubernetes.io/service-account.uid';
const issuer = 'kubernetes/serviceaccount';

/** Secrets that are to hold tokens, by the account that they name. */
const byAccount = defineIndex(secrets, ({ type, metadata }) =>
  type === tokenType ? [`${metadata.namespace}/${metadata.annotations?.[nameKey]}`] : [],
);

/**
 * Fills Secrets that ask for an account's token, and removes them with the account
 * (pkg/controller/serviceaccount/tokens_controller.go).
 */
export const serviceAccountTokenController: Controller = {
  name: 'serviceaccount-token',
  wakes(change, read) {
    if (change.resource === secrets) {
      const secret = change.new as Frozen<Secret> | undefined;
      return secret?.type === tokenType ? [change.key] : [];
    }
    if (change.resource !== serviceAccounts) return [];
    const { namespace, name } = change.key;
    return read.byIndex(byAccount, `${namespace}/${name}`).map(({ metadata }) => ({
      namespace,
      name: metadata.name,
    }));
  },
  reconcile(key, world) {
    const { read, client } = world;
    const secret = read.get(secrets, key);
    if (secret?.type !== tokenType || secret.metadata.deletionTimestamp) return undefined;
    const { annotations = {}, uid } = secret.metadata;
    const account = read.get(serviceAccounts, {
      namespace: key.namespace,
      name: annotations[nameKey] ?? '',
    });
    const wanted = annotations[uidKey];
    if (!account || (wanted && wanted !== account.metadata.uid)) {
      client.delete(secrets, key, { uid });
      return undefined;
    }
    const filled = fill(secret, account, world);
    if (filled !== secret) client.update(secrets, filled);
    return undefined;
  },
};

/** What is missing is added; what is there stays. */
function fill(
  secret: Frozen<Secret>,
  { metadata: account }: Frozen<ServiceAccount>,
  { random }: World,
): Frozen<Secret> {
  const { namespace = '', name } = secret.metadata;
  return edit<Secret>(secret, (draft) => {
    const data = { ...draft.data };
    data['ca.crt'] ??= btoa(rootCertificate);
    data.namespace ??= btoa(namespace);
    data.token ??= btoa(
      signToken(random, {
        iss: issuer,
        [`${issuer}/namespace`]: namespace,
        [`${issuer}/secret.name`]: name,
        [`${issuer}/service-account.name`]: account.name,
        [`${issuer}/service-account.uid`]: account.uid,
        sub: `system:serviceaccount:${namespace}:${account.name}`,
      }),
    );
    draft.data = data;
    draft.metadata.annotations = { ...draft.metadata.annotations, [uidKey]: account.uid };
  });
}
