import { describe, expect, test } from 'vitest';
import { persistentVolumeClaims } from '../../api/index.ts';
import { newestFile, persistentVolumeContents, volumeSeal } from '../../volumes/contents/index.ts';
import { Lab, podManifest } from '../testing/lab.ts';

const second = 1_000;

function withVolume(name: string, volume: object, more: object = {}, spec: object = {}): object {
  const volumeMounts = [{ name: 'v', mountPath: '/v' }];
  return podManifest(
    name,
    'nginx:1.27',
    { volumeMounts, ...more },
    { volumes: [{ name: 'v', ...volume }], terminationGracePeriodSeconds: 1, ...spec },
  );
}

const claim = {
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};

describe('files of volumes', () => {
  test('on a claim outlive their pod, on whatever node the next one is', () => {
    const lab = new Lab();
    lab.create('persistentvolumeclaims', claim);
    const volume = { persistentVolumeClaim: { claimName: 'data' } };
    lab.create('pods', withVolume('a', volume, {}, { nodeName: 'node-1' }));
    lab.advance(5 * second);
    const read = lab.cluster.read;
    const name =
      read.get(persistentVolumeClaims, { namespace: 'default', name: 'data' })?.spec.volumeName ??
      '';
    expect(volumeSeal(read, name)).toBe('');
    expect(lab.sh('a', 'echo kept > /v/note').code).toBe(0);
    const seal = volumeSeal(read, name);
    expect(seal).toMatch(/^[0-9a-f]{16}$/);
    expect(newestFile(read, persistentVolumeContents(name))).toEqual({
      path: '/note',
      bytes: 'kept\n',
    });
    lab.remove('pods/a');
    lab.advance(5 * second);
    lab.create('pods', withVolume('a', volume, {}, { nodeName: 'node-2' }));
    lab.advance(5 * second);
    expect(lab.sh('a', 'read x < /v/note; echo $x').out).toBe('kept\n');
    expect(volumeSeal(lab.cluster.read, name)).toBe(seal);
  });

  test('of an emptyDir survive a crash of the container, whose own files do not', () => {
    const lab = new Lab();
    lab.create('pods', withVolume('p', { emptyDir: {} }));
    lab.advance(5 * second);
    lab.sh('p', 'echo kept > /v/note; echo lost > /root/note; kill -TERM 1');
    lab.advance(5 * second);
    expect(lab.state('p')).toBe('Running Running* 1');
    expect(lab.sh('p', 'read x < /v/note; echo $x').out).toBe('kept\n');
    expect(lab.sh('p', 'test -e /root/note').code).toBe(1);
    lab.remove('pods/p');
    lab.advance(3 * second);
    lab.create('pods', withVolume('p', { emptyDir: {} }));
    lab.advance(5 * second);
    expect(lab.sh('p', 'test -e /v/note').code).toBe(1);
  });

  test('of a hostPath belong to the node', () => {
    const lab = new Lab();
    const volume = { hostPath: { path: '/srv/x', type: 'DirectoryOrCreate' } };
    const inner = { hostPath: { path: '/srv', type: 'Directory' } };
    lab.create('pods', withVolume('a', volume, {}, { nodeName: 'node-1' }));
    lab.advance(5 * second);
    lab.sh('a', 'echo here > /v/note');
    lab.create('pods', withVolume('b', inner, {}, { nodeName: 'node-1' }));
    lab.create('pods', withVolume('c', inner, {}, { nodeName: 'node-2' }));
    lab.advance(5 * second);
    expect(lab.sh('b', 'read x < /v/x/note; echo $x').out).toBe('here\n');
    expect(lab.state('c')).toBe('Pending ContainerCreating 0');
    expect(lab.events('c').join('\n')).toContain(
      'FailedMount MountVolume.SetUp failed for volume "v" : hostPath type check failed: /srv is not a directory',
    );
  });

  test('are shared, read-only where the mount says so, and in parts by subPath', () => {
    const lab = new Lab();
    const volumeMounts = [
      { name: 'v', mountPath: '/v' },
      { name: 'v', mountPath: '/part', subPath: 'deep/er' },
      { name: 'v', mountPath: '/ro', readOnly: true },
    ];
    lab.create('pods', withVolume('p', { emptyDir: {} }, { volumeMounts }));
    lab.advance(5 * second);
    expect(lab.sh('p', 'echo two > /part/g; read x < /ro/deep/er/g; echo $x').out).toBe('two\n');
    const refused = lab.sh('p', 'echo x > /ro/f');
    expect(refused.code).not.toBe(0);
    expect(refused.err).toContain('Read-only file system');
  });
});

describe('volumes made of objects', () => {
  test('follow their ConfigMap; a subPath and the environment do not', () => {
    const lab = new Lab();
    lab.create('configmaps', { metadata: { name: 'live' }, data: { level: '1' } });
    const volumeMounts = [
      { name: 'v', mountPath: '/v' },
      { name: 'v', mountPath: '/one/level', subPath: 'level' },
    ];
    const env = [{ name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'live', key: 'level' } } }];
    lab.create('pods', withVolume('p', { configMap: { name: 'live' } }, { volumeMounts, env }));
    lab.advance(5 * second);
    const script = 'read a < /v/level; read b < /one/level; echo $a $b $LEVEL';
    expect(lab.sh('p', script).out).toBe('1 1 1\n');
    lab.patch('configmaps/live', { data: { level: '2', extra: 'new' } });
    expect(lab.sh('p', script).out).toBe('2 1 1\n');
    expect(lab.sh('p', 'echo x > /v/level').err).toContain('Read-only file system');
    expect(lab.sh('p', 'echo /v/*').out).toBe('/v/extra /v/level\n');
  });

  test('project several sources into one directory', () => {
    const lab = new Lab();
    lab.create('secrets', { metadata: { name: 'cred' }, data: { user: 'YWRtaW4=' } });
    const sources = [
      { secret: { name: 'cred', items: [{ key: 'user', path: 'who/user' }] } },
      { downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } },
      { serviceAccountToken: { path: 'token', audience: 'case' } },
    ];
    lab.create('pods', withVolume('all', { projected: { sources } }));
    lab.advance(5 * second);
    expect(lab.sh('all', 'read a < /v/who/user; read b < /v/name; echo $a $b').out).toBe(
      'admin all\n',
    );
    expect(lab.sh('all', 'read t < /v/token; echo $t').out).toMatch(/^[\w-]+\.[\w-]+\./);
  });
});

describe('volumes that no cluster here has', () => {
  test.each([
    [{ nfs: { server: 'nfs', path: '/x' } }, 'mount failed: exit status 32'],
    [
      { gitRepo: { repository: 'https://example.com/x' } },
      'git-repo volume plugin has been disabled',
    ],
  ])('%j', (volume, text) => {
    const lab = new Lab();
    lab.create('pods', withVolume('p', volume));
    lab.advance(5 * second);
    expect(lab.pod('p')?.status.phase).toBe('Pending');
    expect(lab.events('p').join('\n')).toContain(text);
  });
});
