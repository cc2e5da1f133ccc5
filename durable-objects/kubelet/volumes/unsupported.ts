import type { PersistentVolume, Volume } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';

type Sources = Frozen<Volume> | Frozen<PersistentVolume>['spec'];

/** In-tree plugins that became CSI drivers, by the field of their source. */
const migrated: Readonly<Record<string, string>> = {
  awsElasticBlockStore: 'ebs.csi.aws.com',
  azureDisk: 'disk.csi.azure.com',
  azureFile: 'file.csi.azure.com',
  cinder: 'cinder.csi.openstack.org',
  gcePersistentDisk: 'pd.csi.storage.gke.io',
  portworxVolume: 'pxd.portworx.com',
  vsphereVolume: 'csi.vsphere.vmware.com',
};

/**
 * The FailedMount text for a kind of storage that no simulated cluster has: its backend is not
 * there, its driver is not installed, or v1.36 has no plugin for it any more. `name` is the
 * volume's name in the pod, or the PersistentVolume's.
 */
export function failureOfSource(source: Sources, name: string, podUid: string): string {
  const setUp = (why: string) => `MountVolume.SetUp failed for volume "${name}" : ${why}`;
  if ('gitRepo' in source && source.gitRepo)
    return setUp(
      'git-repo volume plugin has been disabled; if necessary, it may be re-enabled by ' +
        'enabling the feature-gate `GitRepoVolumeDriver`',
    );
  if (source.nfs) {
    const { server, path } = source.nfs;
    const target = `/var/lib/kubelet/pods/${podUid}/volumes/kubernetes.io~nfs/${name}`;
    return setUp(
      'mount failed: exit status 32\nMounting command: mount\n' +
        `Mounting arguments: -t nfs ${server}:${path} ${target}\n` +
        `Output: mount.nfs: Connection timed out for ${server}:${path} on ${target}\n`,
    );
  }
  if (source.iscsi)
    return (
      `MountVolume.WaitForAttach failed for volume "${name}" : failed to get any path for iscsi ` +
      'disk, last err seen:\niscsi: failed to sendtargets to portal ' +
      `${source.iscsi.targetPortal} output: iscsiadm: connect to ` +
      `${source.iscsi.targetPortal.split(':')[0]} timed out, err exit status 4`
    );
  if (source.fc) return `MountVolume.WaitForAttach failed for volume "${name}" : no fc disk found`;
  const driver = source.csi?.driver ?? migratedDriver(source);
  if (driver !== undefined)
    return (
      `MountVolume.MountDevice failed for volume "${name}" : kubernetes.io/csi: ` +
      `attacher.MountDevice failed to create newCsiDriverClient: driver name ${driver} not found ` +
      'in the list of registered CSI drivers'
    );
  return (
    `Unable to attach or mount volumes: unmounted volumes=[${name}], unattached volumes=[], ` +
    `failed to process volumes=[${name}]: failed to get Plugin from volumeSpec for volume ` +
    `"${name}" err=no volume plugin matched`
  );
}

function migratedDriver(source: Sources): string | undefined {
  const fields = new Map(Object.entries(source));
  return Object.keys(migrated)
    .filter((field) => fields.get(field) !== undefined)
    .map((field) => migrated[field])[0];
}
