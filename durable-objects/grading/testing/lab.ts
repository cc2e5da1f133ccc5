import type { Cluster } from '../../cluster/index.ts';
import { second } from '../../lib/instant.ts';
import { call } from '../../testing/clusters.ts';
import { type Lab, loadLab } from '../load.ts';

const head = `
id: small
uuid: 6d1b2f6e-5c1c-4c55-9a4e-0a4f3a2d7c11
version: 1
title: {ko: 작은, en: Small}
summary: {ko: 작은, en: Small}
minutes: 5
tasks:`;

/** `lab.yaml` with one task of one check; the check's body is indented as it stands here. */
export function labText(body: string, points = 10): string {
  return `${head}
- id: task
  title: {ko: 할 일, en: Task}
  points: ${points}
  checks:
  - id: check
    title: {ko: 확인, en: Check}
    points: ${points}
${body
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;
}

export function labOf(body: string): Lab {
  return loadLab({ 'lab.yaml': labText(body) });
}

/** Creates objects from one YAML text each; fails when the API refuses one. */
export function create(cluster: Cluster, path: string, manifest: string): void {
  const reply = call(cluster, 'POST', path, manifest);
  if (reply.status !== 201) throw new Error(String(reply.body));
}

export function pass(cluster: Cluster, seconds: number): void {
  cluster.skip(seconds * second);
}
