import { allResources } from '../../api/index.ts';
import { administrator, type Cluster, calendarOf } from '../../cluster/index.ts';
import { testCluster } from '../../testing/clusters.ts';
import type { TerminalOutput, Workstation, WorkstationHost } from '../index.ts';
import { openWorkstation } from '../open.ts';

/** A workstation on a cluster of its own, played by transcripts. */
export class TestDesk {
  readonly cluster: Cluster = testCluster();
  #desk: Workstation = openWorkstation(undefined, () => allResources);

  get desk(): Workstation {
    return this.#desk;
  }

  get host(): WorkstationHost {
    const { clock } = this.cluster;
    return {
      api: this.cluster.as(administrator),
      now: calendarOf(clock),
      awake: clock.awake,
      random: (key) => this.cluster.random('workstation', key).float(),
    };
  }

  /** Stores everything as JSON and starts again from it. */
  hibernate(): void {
    this.#desk = openWorkstation(JSON.parse(JSON.stringify(this.#desk.state)), () => allResources);
  }

  /**
   * Plays the lines that begin with `$ ` and returns the whole transcript. `$ ` runs a line in the
   * first terminal, `2$ ` in the second; `advance 10s`, `keys "abc\n"`, `interrupt`, `end` and
   * `hibernate` act on the first; a last line `[3]` shows an exit code that isn't 0.
   */
  play(transcript: string): string {
    const acts = transcript
      .split('\n')
      .filter((line) => /^(2?\$ |advance |keys |interrupt$|end$|hibernate$)/.test(line));
    return acts.map((act) => `${act}\n${this.#perform(act)}`).join('');
  }

  #perform(act: string): string {
    const [, word = '', rest = ''] = /^(\S+) ?(.*)$/s.exec(act) ?? [];
    const { desk, host } = this;
    const first = 't1';
    if (word === '$') return this.#said(desk.run(host, first, rest));
    if (word === '2$') return this.#said(desk.run(host, 't2', rest));
    if (word === 'keys') desk.keys(host, first, String(JSON.parse(rest)));
    if (word === 'interrupt') desk.interrupt(host, first);
    if (word === 'end') desk.end(host, first);
    if (word === 'hibernate') this.hibernate();
    if (word === 'advance') this.#advance(Number.parseInt(rest, 10));
    return this.#said(undefined);
  }

  /** Lets this many milliseconds pass. */
  pass(ms: number): void {
    this.cluster.advanceTo(calendarOf(this.cluster.clock) + ms);
    this.#desk.advance(this.host);
  }

  /** Second by second, as a console that is open would see it. */
  #advance(seconds: number): void {
    for (let n = 0; n < seconds; n += 1) this.pass(1_000);
  }

  #said(refusal: string | undefined): string {
    if (refusal !== undefined) return `refused: ${refusal}\n`;
    const text = this.#desk.takeOutput().map(shown).join('').replaceAll('\r\n', '\n');
    return text === '' || text.endsWith('\n') ? text : `${text}\n`;
  }
}

function shown(output: TerminalOutput): string {
  if ('text' in output) return output.text;
  if ('raw' in output) return output.raw ? '<raw>' : '<cooked>';
  const { exitCode } = output.prompt;
  return exitCode === 0 ? '' : `[${exitCode}]\n`;
}
