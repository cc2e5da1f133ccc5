import { beforeEach, describe, expect, test } from 'vitest';
import { Session } from '../controllers/testing/session.ts';
import type { JsonObject } from '../lib/json.ts';

let session: Session;

beforeEach(() => {
  session = new Session();
});

function pod(name: string, spec: string, container = ''): JsonObject {
  const made = session.create(
    'pods',
    `{metadata: {name: ${name}}, spec: {${spec} containers: [{name: app, image: "nginx:1.27", ${container}}]}}`,
  );
  session.wait(10);
  return made;
}

const nodeOf = (name: string): unknown =>
  (session.get(`pods/${name}`).spec as { nodeName?: string }).nodeName;

/** What the scheduler said of a pod that found no node. */
function refusal(made: JsonObject): string {
  return session.events(made).find((text) => text.includes('FailedScheduling')) ?? '';
}

describe('[sig-scheduling] SchedulerPredicates [Serial]', () => {
  test('validates resource limits of pods that are allowed to run [Conformance]', () => {
    const asking = (cpu: string): string =>
      `resources: {requests: {cpu: "${cpu}"}, limits: {cpu: "${cpu}"}}`;
    // Fill every node to seven tenths, then ask for half of one.
    const { nodes } = session;
    for (const { metadata, status } of nodes) {
      const cpu = Number(status.allocatable?.cpu);
      const { name } = metadata;
      const selector = `nodeSelector: {kubernetes.io/hostname: ${name}},`;
      pod(`filler-${name}`, selector, asking(`${Math.floor(cpu * 700)}m`));
      expect(nodeOf(`filler-${name}`)).toBe(name);
    }
    const half = Math.floor(Number(nodes[0]?.status.allocatable?.cpu) * 500);
    const made = pod('additional', '', asking(`${half}m`));
    expect(nodeOf('additional')).toBeUndefined();
    expect(refusal(made)).toMatch(
      /^Warning FailedScheduling 0\/3 nodes are available: 3 Insufficient cpu\./,
    );
  });

  test('validates that NodeSelector is respected if not matching [Conformance]', () => {
    const made = pod('restricted-pod', 'nodeSelector: {label: nonempty},');
    expect(nodeOf('restricted-pod')).toBeUndefined();
    expect(refusal(made)).toMatch(
      /^Warning FailedScheduling 0\/3 nodes are available: 3 node\(s\) didn't match Pod's node affinity\/selector\./,
    );
  });

  test('validates that NodeSelector is respected if matching [Conformance]', () => {
    session.label('node-2', { 'kubernetes.io/e2e': '42' });
    pod('with-labels', 'nodeSelector: {kubernetes.io/e2e: "42"},');
    expect(nodeOf('with-labels')).toBe('node-2');
    expect(session.get('pods/with-labels').status).toMatchObject({ phase: 'Running' });
  });

  test('validates that there exists conflict between pods with same hostPort and protocol but one using 0.0.0.0 hostIP [Conformance]', () => {
    const here = 'nodeSelector: {kubernetes.io/hostname: node-1},';
    const port = (ip: string): string =>
      `ports: [{containerPort: 80, hostPort: 54322, protocol: TCP${ip}}]`;
    pod('pod4', here, port(''));
    expect(nodeOf('pod4')).toBe('node-1');
    const made = pod('pod5', here, port(', hostIP: 127.0.0.1'));
    expect(nodeOf('pod5')).toBeUndefined();
    expect(refusal(made)).toContain("1 node(s) didn't have free ports for the requested pod ports");
    pod('pod6', here, port(', hostIP: 127.0.0.1').replace('TCP', 'UDP'));
    expect(nodeOf('pod6')).toBe('node-1');
  });
});
