import { describe, expect, test } from 'vitest';
import { stateOf } from '../testing/clusters.ts';
import { Lab, podManifest, shellPod } from './testing/lab.ts';

const second = 1_000;

/** A ticker, a crash loop, a failing probe and a healthy server. */
function busyLab(): Lab {
  const lab = new Lab();
  lab.create('pods', shellPod('ticker', 'while true; do date; sleep 5; done'));
  lab.create('pods', shellPod('crash', 'sleep 2; exit 1'));
  const readinessProbe = { exec: { command: ['cat', '/tmp/ready'] }, periodSeconds: 3 };
  lab.create('pods', podManifest('unready', 'nginx:1.27', { readinessProbe }));
  lab.create(
    'pods',
    podManifest('web', 'nginx:1.27', { readinessProbe: { httpGet: { port: 80 } } }),
  );
  return lab;
}

describe('time', () => {
  const whole = busyLab();
  whole.advance(90 * second);
  const text = stateOf(whole.cluster);

  test('passes the processes of a pod', () => {
    const lines = whole.logs('ticker').trimEnd().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(17);
    expect(lines[0]).toMatch(/^\w{3} Nov 18 11:06:4\d UTC 2026$/);
  });

  test.each([[250], [1_000], [7_300], [45_000]])('in slices of %d ms is the same', (slice) => {
    const lab = busyLab();
    for (let at = 0; at < 90 * second; at += slice) lab.advance(Math.min(slice, 90 * second - at));
    expect(lab.logs('ticker')).toBe(whole.logs('ticker'));
    expect(stateOf(lab.cluster)).toBe(text);
  });

  test('in a fork of a cluster that was asleep goes on where it stood', () => {
    const lab = busyLab();
    lab.advance(30 * second);
    const other = new Lab(lab.cluster.fork());
    other.cluster.advanceTo(lab.cluster.clock.now + 60 * second);
    expect(stateOf(other.cluster)).toBe(text);
  });
});
