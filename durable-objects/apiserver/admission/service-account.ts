import { pods } from '../../api/core/pod/resource.ts';
import type { Pod } from '../../api/core/pod/schema.ts';
import { serviceAccounts } from '../../api/core/serviceaccount/resource.ts';
import { ofResource, refused } from './attributes.ts';
import type { AdmissionPlugin } from './plugin.ts';

const volumePrefix = 'kube-api-access-';
const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount';
/** A little over an hour, by which kubelets tell tokens that are rotated. */
const tokenSeconds = 3_607;

/** Gives every pod an account and, mounted, its token (plugin/pkg/admission/serviceaccount). */
export const serviceAccount: AdmissionPlugin = {
  name: 'ServiceAccount',
  admit(attributes, draft) {
    const pod = ofResource(pods, attributes, draft);
    if (!pod || attributes.operation !== 'CREATE' || isMirror(pod)) return;
    const { spec } = pod;
    spec.serviceAccountName ||= 'default';
    const { namespace } = attributes;
    const name = spec.serviceAccountName;
    const account = attributes.read.get(serviceAccounts, { namespace, name });
    if (!account) {
      const why = `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`;
      throw refused(attributes, why);
    }
    const automount =
      spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true;
    if (automount) mountToken(pod, attributes.random('kube-api-access').suffix(5));
    if ((spec.imagePullSecrets ?? []).length === 0 && account.imagePullSecrets?.length) {
      spec.imagePullSecrets = account.imagePullSecrets.map((secret) => ({ ...secret }));
    }
  },
};

function isMirror({ metadata }: Pod): boolean {
  return metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined;
}

function mountToken({ spec }: Pod, suffix: string): void {
  const volumes = spec.volumes ?? [];
  const present = volumes.find(({ name, projected }) => projected && name.startsWith(volumePrefix));
  const name = present?.name ?? volumePrefix + suffix;
  let isNeeded = false;
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    const mounts = container.volumeMounts ?? [];
    if (mounts.some((mount) => mount.mountPath === mountPath)) continue;
    container.volumeMounts = [...mounts, { name, readOnly: true, mountPath }];
    isNeeded = true;
  }
  if (!present && isNeeded) spec.volumes = [...volumes, { name, projected: tokenSources() }];
}

type Projected = NonNullable<NonNullable<Pod['spec']['volumes']>[number]['projected']>;

function tokenSources(): Projected {
  const fieldRef = { apiVersion: 'v1', fieldPath: 'metadata.namespace' };
  return {
    sources: [
      { serviceAccountToken: { expirationSeconds: tokenSeconds, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef }] } },
    ],
    defaultMode: 0o644,
  };
}
