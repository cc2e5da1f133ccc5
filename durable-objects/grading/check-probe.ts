import { pods } from '../api/index.ts';
import type { Cluster } from '../cluster/index.ts';
import { type ExecResult, execIn } from './exec.ts';
import { combine, type Finding, type Outcome } from './outcome.ts';
import type { Text } from './results.ts';
import type { ExecSpec, ProbeSpec } from './schema.ts';
import { texts } from './texts.ts';
import { whyAbsent, whyData, whyNotReady } from './why/index.ts';

/** Runs a probe on a copy of the cluster, which is changed by it. */
export function runProbe(copy: Cluster, spec: ProbeSpec): Outcome {
  const each = spec.each ?? [undefined];
  return combine(each.map((one) => probeOne(copy, withEach(spec, one))));
}

/** A probe for one of `each`. */
interface OneProbe {
  readonly exec: ExecSpec;
  readonly stdout: ProbeSpec['stdout'];
  readonly exitCode: number;
  /** What the other ones of `each` should print. */
  readonly others: readonly string[];
  /** The learner is to make what is looked for: while it is not there, nothing was attempted. */
  readonly isMade: boolean;
}

function probeOne(copy: Cluster, probe: OneProbe): Finding {
  const { exec } = probe;
  const result = execIn(copy, exec);
  const where = (pod: string): string => `${pod}: ${exec.command.join(' ')}`;
  const expected = (pod: string): Text => expectation(probe, where(pod));
  const met = isAsExpected(probe, result);
  const isNotBegun = probe.isMade && result.ended === 'exited' && result.code !== 0;
  const said = `${exec.pod} -- ${exec.command.join(' ')}`;
  const isThere = copy.read.get(pods, { namespace: exec.namespace, name: exec.pod });
  const absent = (pod: string): Text => texts.absent(`Pod ${pod}`);
  const tried = (pod: string): Text => tell(where(pod), result);
  const observed = met ? expected : isThere ? tried : absent;
  return {
    subject: { kind: '', name: exec.pod },
    met,
    progress: isNotBegun ? 'todo' : 'unmet',
    expected,
    observed,
    why: met ? [] : whyOther(copy, probe, result),
    evidence: isNotBegun ? [] : [{ text: `kubectl exec ${said}: ${brief(result)}` }],
  };
}

function isAsExpected({ stdout, exitCode }: OneProbe, result: ExecResult): boolean {
  if (result.ended !== 'exited' || result.code !== exitCode) return false;
  const printed = result.stdout.trim();
  if (stdout?.equals !== undefined) return printed === stdout.equals.trim();
  if (stdout?.contains !== undefined) return printed.includes(stdout.contains);
  return true;
}

function expectation({ exec, stdout, exitCode }: OneProbe, where: string): Text {
  if (stdout?.equals === exec.pod) return texts.printsOwnName(where);
  if (stdout?.equals !== undefined) return texts.prints(where, stdout.equals);
  if (stdout?.contains !== undefined) return texts.containsText(where, stdout.contains);
  return texts.exits(where, exitCode);
}

function tell(where: string, result: ExecResult): Text {
  if (result.ended === 'refused') return texts.notRun(where, result.message);
  if (result.ended === 'timed out') return texts.tookTooLong(where, result.seconds);
  if (result.code === 0) return texts.prints(where, result.stdout.trim());
  const said = (result.stderr || result.stdout).trim();
  const exits = texts.exits(where, result.code);
  return said === '' ? exits : texts.list([exits, texts.same(said)]);
}

function whyOther(copy: Cluster, probe: OneProbe, result: ExecResult): readonly Text[] {
  const { read } = copy;
  const { namespace, pod: name, container, command } = probe.exec;
  const pod = read.get(pods, { namespace, name });
  if (!pod) {
    return whyAbsent(read, { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace } }).why;
  }
  if (result.ended === 'refused') return whyNotReady(read, pod);
  if (result.ended !== 'exited') return [];
  const printed = result.stdout.trim();
  const path = command.findLast((word) => word.startsWith('/'));
  const place =
    path === undefined ? [] : whyData(read, { pod: { namespace, name }, container, path });
  return probe.others.includes(printed) ? [...place, texts.anotherOnes(name, printed)] : place;
}

function brief(result: ExecResult): string {
  if (result.ended === 'refused') return result.message;
  if (result.ended === 'timed out') return `no end within ${result.seconds} s`;
  const printed = (result.stdout + result.stderr).trim();
  return `exit ${result.code}${printed === '' ? '' : `, ${JSON.stringify(printed)}`}`;
}

function withEach(spec: ProbeSpec, one: string | undefined): OneProbe {
  const put = (text: string): string => (one === undefined ? text : text.replaceAll('$each', one));
  const { exec, stdout, exitCode, each = [] } = spec;
  const replaced = {
    ...exec,
    pod: put(exec.pod),
    ...(exec.container === undefined ? {} : { container: put(exec.container) }),
    command: exec.command.map(put),
  };
  const expected = stdout && {
    ...(stdout.equals === undefined ? {} : { equals: put(stdout.equals) }),
    ...(stdout.contains === undefined ? {} : { contains: put(stdout.contains) }),
  };
  return {
    isMade: spec.latch ?? false,
    exec: replaced,
    stdout: expected,
    exitCode,
    others: each.filter((other) => other !== one),
  };
}
