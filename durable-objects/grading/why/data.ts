import { type Pod, pods } from '../../api/index.ts';
import type { Key } from '../../apimachinery/meta.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import type { Text } from '../results.ts';
import { texts } from '../texts.ts';
import { whyRemoved } from './claim-absent.ts';
import { volumeType } from './volume-type.ts';

/** Where a path of a pod lies, when that explains why its data is not what it should be. */
export function whyData(
  read: Reader,
  { pod: key, container, path }: { pod: Key; container: string | undefined; path: string },
): readonly Text[] {
  const pod = read.get(pods, key);
  if (!pod) return [];
  const found = mountOf(pod, container, path);
  const { name, namespace } = key;
  if (!found) return [texts.pathIsContainers(path, name)];
  const claim = found.persistentVolumeClaim?.claimName;
  if (claim === undefined) {
    return [texts.pathIsVolume(path, name, found.name, volumeType(found) ?? 'emptyDir')];
  }
  const users = read
    .list(pods, namespace)
    .filter((one) => one.spec.volumes?.some((v) => v.persistentVolumeClaim?.claimName === claim))
    .map(({ metadata }) => metadata.name);
  if (users.length > 1) return [texts.claimIsShared(claim, users)];
  const on = texts.pathIsOnClaim(path, name, claim);
  return [on, ...whyRemoved(read, { namespace, name: claim })];
}

/** The volume mounted nearest above a path. */
function mountOf(pod: Frozen<Pod>, container: string | undefined, path: string) {
  const { containers } = pod.spec;
  const inside = containers.find(({ name }) => name === container) ?? containers[0];
  const mount = [...(inside?.volumeMounts ?? [])]
    .filter(({ mountPath }) => path === mountPath || path.startsWith(`${mountPath}/`))
    .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
  return pod.spec.volumes?.find(({ name }) => name === mount?.name);
}
