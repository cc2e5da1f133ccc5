import { type ConfigMap, configMaps, namespaces } from '../../api/index.ts';
import type { Controller } from '../../control/controller.ts';
import { edit } from '../../lib/json.ts';
import { rootCertificate } from '../root-certificate.ts';

const name = 'kube-root-ca.crt';

const annotations = {
  'kubernetes.io/description':
    'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
};

/** Keeps the cluster's certificate in each namespace (pkg/controller/certificates/rootcacertpublisher). */
export const rootCACertPublisher: Controller = {
  name: 'root-ca-cert-publisher',
  wakes(change) {
    if (change.resource === namespaces) return change.new ? [change.key] : [];
    const isOurs = change.resource === configMaps && change.key.name === name;
    return isOurs ? [{ namespace: '', name: change.key.namespace }] : [];
  },
  reconcile(key, { read, client }) {
    const namespace = read.get(namespaces, key);
    if (!namespace || namespace.metadata.deletionTimestamp !== undefined) return undefined;
    const place = { namespace: key.name, name };
    const existing = read.get(configMaps, place);
    const data = { 'ca.crt': rootCertificate };
    if (!existing) client.create(configMaps, { metadata: { ...place, annotations }, data });
    else if (existing.data?.['ca.crt'] !== rootCertificate)
      client.update(
        configMaps,
        edit<ConfigMap>(existing, (draft) => {
          draft.data = data;
          draft.metadata.annotations = { ...draft.metadata.annotations, ...annotations };
        }),
      );
    return undefined;
  },
};
