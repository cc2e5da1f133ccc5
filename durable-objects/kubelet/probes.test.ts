import { describe, expect, test } from 'vitest';
import { Lab, podManifest } from './testing/lab.ts';

const second = 1_000;
const kubeletWaits = (lab: Lab) =>
  lab.cluster.deadlines().filter(({ controller }) => controller === 'kubelet');

describe('probes', () => {
  test('an exec readiness probe follows a file, and rests while it passes', () => {
    const lab = new Lab();
    const readinessProbe = {
      exec: { command: ['sh', '-c', 'test -f /tmp/ready'] },
      periodSeconds: 2,
      failureThreshold: 2,
    };
    lab.create('pods', podManifest('p', 'nginx:1.27', { readinessProbe }));
    lab.advance(8 * second);
    expect(lab.state('p')).toBe('Running Running 0');
    expect(kubeletWaits(lab)).not.toEqual([]);
    lab.sh('p', 'echo > /tmp/ready');
    lab.advance(3 * second);
    expect(lab.state('p')).toBe('Running Running* 0');
    expect(kubeletWaits(lab)).toEqual([]);
    lab.advance(60 * second);
    lab.sh('p', 'exec 3<>/tmp/x; : > /tmp/other');
    expect(kubeletWaits(lab)).not.toEqual([]);
    lab.advance(3 * second);
    expect(kubeletWaits(lab)).toEqual([]);
    expect(lab.state('p')).toBe('Running Running* 0');
  });

  test('an http liveness probe restarts a container whose page is gone', () => {
    const lab = new Lab();
    const livenessProbe = {
      httpGet: { port: 80, path: '/health.html' },
      periodSeconds: 1,
      failureThreshold: 2,
    };
    const volumes = [{ name: 'www', emptyDir: {} }];
    const volumeMounts = [{ name: 'www', mountPath: '/usr/share/nginx/html' }];
    const startupProbe = { ...livenessProbe, failureThreshold: 30 };
    const container = { livenessProbe, startupProbe, volumeMounts };
    lab.create('pods', podManifest('p', 'nginx:1.27', container, { volumes }));
    lab.advance(5 * second);
    expect(lab.pod('p')?.status.containerStatuses?.[0]?.started).toBe(false);
    lab.sh('p', 'echo well > /usr/share/nginx/html/health.html');
    lab.advance(3 * second);
    expect(lab.state('p')).toBe('Running Running* 0');
    expect(kubeletWaits(lab)).toEqual([]);
    lab.sh('p', 'echo "server { listen 81; }" > /etc/nginx/conf.d/default.conf; nginx -s reload');
    lab.advance(8 * second);
    expect(lab.state('p')).toBe('Running Running* 1');
    const events = lab.events('p');
    expect(events).toContain(
      'Normal Killing Container main failed liveness probe, will be restarted',
    );
    expect(events.join('\n')).toMatch(
      /Unhealthy Liveness probe failed: Get "http:\/\/10[.\d]+:80\/health.html": dial tcp 10[.\d]+:80: connect: connection refused/,
    );
  });

  test('a server that looks at the clock is asked again when it said', () => {
    const lab = new Lab();
    const livenessProbe = {
      httpGet: { port: 8080, path: '/healthz' },
      periodSeconds: 2,
      failureThreshold: 2,
    };
    const image = 'registry.k8s.io/e2e-test-images/agnhost:2.47';
    lab.create('pods', podManifest('p', image, { args: ['liveness'], livenessProbe }));
    lab.advance(6 * second);
    expect(lab.state('p')).toBe('Running Running* 0');
    expect(kubeletWaits(lab)).toHaveLength(1);
    lab.advance(20 * second);
    expect(lab.pod('p')?.status.containerStatuses?.[0]?.restartCount).toBe(1);
    expect(lab.events('p').join('\n')).toContain(
      'Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 500',
    );
  });

  test('a tcp probe on a port where nobody listens fails', () => {
    const lab = new Lab();
    const readinessProbe = { tcpSocket: { port: 81 }, periodSeconds: 1 };
    lab.create('pods', podManifest('p', 'nginx:1.27', { readinessProbe }));
    lab.advance(8 * second);
    expect(lab.state('p')).toBe('Running Running 0');
    expect(lab.events('p').join('\n')).toMatch(
      /Unhealthy Readiness probe failed: dial tcp 10[.\d]+:81: connect: connection refused/,
    );
  });
});
