import { describe, expect, test } from 'vitest';
import { expand } from './environment.ts';
import { Lab, podManifest, shellPod } from './testing/lab.ts';

const second = 1_000;

describe('what a container is started with', () => {
  test.each([
    ['$(A) and $(B)', '1 and $(B)'],
    ['$$(A)', '$(A)'],
    ['$(A', '$(A'],
    ['$A', '$A'],
  ])('%s is expanded to %s', (text, expected) => {
    expect(expand(text, { A: '1' })).toBe(expected);
  });

  test('variables of objects, fields and Services, used by each other and by args', () => {
    const lab = new Lab();
    lab.create('services', {
      metadata: { name: 'my-db' },
      spec: { clusterIP: '10.96.5.5', ports: [{ name: 'sql', port: 3306 }] },
    });
    lab.create('configmaps', { metadata: { name: 'conf' }, data: { color: 'blue' } });
    lab.create('secrets', { metadata: { name: 'cred' }, data: { pass: 'czNjcmV0' } });
    const env = [
      { name: 'NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'PASS', valueFrom: { secretKeyRef: { name: 'cred', key: 'pass' } } },
      { name: 'GREETING', value: '$(NAME)-$(P_color)-$(MY_DB_SERVICE_PORT_SQL)' },
      {
        name: 'CPU',
        valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } },
      },
    ];
    const envFrom = [{ prefix: 'P_', configMapRef: { name: 'conf' } }];
    const resources = { limits: { cpu: '500m' } };
    const script = 'echo $0 $GREETING $PASS $CPU $MY_DB_PORT; read x';
    const container = { args: ['$(GREETING)'], env, envFrom, resources, stdin: true };
    lab.create('pods', shellPod('p', script, container));
    lab.advance(5 * second);
    expect(lab.logs('p')).toBe('p-blue-3306 p-blue-3306 s3cret 500 tcp://10.96.5.5:3306\n');
  });

  test('a program that is not there', () => {
    const lab = new Lab();
    lab.create('pods', podManifest('p', 'busybox:1.36', { command: ['nope'] }));
    lab.advance(2 * second);
    expect(lab.state('p')).toMatch(/^Pending RunContainerError 0|^Running RunContainerError/);
    expect(lab.events('p').join('\n')).toContain(
      'exec: "nope": executable file not found in $PATH',
    );
    lab.advance(3 * second);
    expect(lab.state('p')).toContain('CrashLoopBackOff');
  });

  test('a user, a working directory and a read-only root', () => {
    const lab = new Lab();
    const securityContext = { runAsUser: 1000, readOnlyRootFilesystem: true };
    const container = { workingDir: '/work', securityContext, stdin: true };
    lab.create('pods', shellPod('p', 'pwd; id -u; echo x > /tmp/x; read x', container));
    lab.advance(5 * second);
    expect(lab.logs('p')).toContain('/work\n1000\n');
    expect(lab.logs('p')).toContain('Read-only file system');
  });

  test('not as root when that is forbidden', () => {
    const lab = new Lab();
    const securityContext = { runAsNonRoot: true };
    lab.create('pods', shellPod('p', 'read x', { securityContext }));
    lab.advance(5 * second);
    expect(lab.state('p')).toBe('Pending CreateContainerConfigError 0');
    expect(lab.events('p').join('\n')).toContain(
      'Error: container has runAsNonRoot and image will run as root (pod: "p_default(',
    );
  });
});
