import { parse } from 'yaml';
import type { TestServer } from './test-server.ts';

/** Creates an object named x whose other members are written in YAML: `201`, or what is wrong. */
export function create(server: TestServer, url: string, members: string, name = 'x'): string {
  const body = { metadata: { name }, ...(parse(members) as object) };
  return server.call('POST', url, body).line.replace(/^422 [\w.]+ "\S+" is invalid: /, '');
}
