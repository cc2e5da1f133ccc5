import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recording } from '../../test/golden.ts';
import { TestDesk } from './testing/desk.ts';

const manifests = new URL('../../test/fixtures/golden/manifests/', import.meta.url);

/** Commands against a cluster without anything of one's own, as a real kubectl answered them. */
const recorded = [
  'badcmd',
  'badflag',
  'badoutput',
  'apply-nofile',
  'apply-bad-json',
  'apply-bad-kind',
  'apply-bad-missing',
  'apply-bad-name',
  'apply-bad-nokind',
  'apply-bad-pvc',
  'apply-bad-selector',
  'apply-bad-svc',
  'apply-bad-types',
  'apply-bad-unknown-field',
  'apply-bad-version',
  'apply-unknown-warn',
  'apply-unknown-novalidate',
  'create-bad-yaml-server-dry',
  'get-notfound',
  'get-badns',
  'get-empty',
  'scale-nothing',
  'version',
  'version-yaml',
  'explain-badkind',
  'whoami',
  'cani-as',
  'cani-badresource',
  'cani-list',
];

describe('what a real kubectl said', () => {
  test.each(recorded)('%s', (name) => {
    const [head = ''] = readFileSync(new URL(`../recordings/${name}.txt`, manifests), 'utf8').split(
      '\n',
    );
    const command = head.slice('$ '.length);
    const { desk, host } = new TestDesk();
    const [, file] = / -f (\S+)/.exec(command) ?? [];
    if (file !== undefined && file !== 'nofile.yaml')
      desk.writeFile(file, readFileSync(new URL(file, manifests), 'utf8'));
    desk.run(host, 't1', `${command} 2>err >out`);
    const { stdout, stderr } = recording(name);
    const said = { stdout: read(desk.readFile('out')), stderr: read(desk.readFile('err')) };
    expect(said).toEqual({ stdout: stdout.trimEnd(), stderr: stderr.trimEnd() });
  });
});

function read(text: string | undefined): string {
  return (text ?? '').trimEnd();
}
