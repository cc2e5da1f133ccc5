import { administrator, type Cluster, calendarOf } from '../../cluster/index.ts';
import { type Duration, hour, minute, second } from '../../lib/instant.ts';
import type { SqlDatabase } from '../../storage/sqlite-schema.ts';
import { storedCluster, testCluster } from '../../testing/clusters.ts';
import type { TerminalOutput, Workstation, WorkstationHost } from '../index.ts';
import { openWorkstation } from '../open.ts';

/** A workstation on a cluster of its own, played by transcripts. */
export class TestDesk {
  readonly #database: SqlDatabase | undefined;
  #cluster: Cluster;
  #desk: Workstation = openWorkstation(undefined, () => this.cluster.resources);

  /** With a database the cluster is stored there, and hibernates with the workstation. */
  constructor(database?: SqlDatabase) {
    this.#database = database;
    this.#cluster = database ? storedCluster(database) : testCluster();
  }

  get cluster(): Cluster {
    return this.#cluster;
  }

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
    if (this.#database) {
      const now = calendarOf(this.#cluster.clock);
      this.#cluster.flush();
      this.#cluster = storedCluster(this.#database, now);
      this.#cluster.advanceTo(now);
    }
    this.#desk = openWorkstation(
      JSON.parse(JSON.stringify(this.#desk.state)),
      () => this.cluster.resources,
    );
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
    return acts.map((act) => `${act}\n${this.perform(act)}`).join('');
  }

  /** Carries out one act and returns what terminals showed. */
  perform(act: string): string {
    const [, word = '', rest = ''] = /^(\S+) ?(.*)$/s.exec(act) ?? [];
    const { desk, host } = this;
    const first = 't1';
    if (word === '$') return this.#run(first, rest);
    if (word === '2$') return this.#run('t2', rest);
    if (word === 'keys') desk.keys(host, first, String(JSON.parse(rest)));
    if (word === 'interrupt') desk.interrupt(host, first);
    if (word === 'end') desk.end(host, first);
    if (word === 'hibernate') this.hibernate();
    if (word === 'advance') this.#advance(durationOf(rest));
    if (word === 'settle') this.#settle();
    if (word === 'skip') this.#skip(durationOf(rest));
    return this.#said(undefined);
  }

  /** The shell's `> ` before each line of a here-document is left out. */
  #run(terminal: string, line: string): string {
    const said = this.#said(this.#desk.run(this.host, terminal, line));
    return line.includes('\n') ? said.replace(/^(> )+/, '') : said;
  }

  /** Lets this many milliseconds pass. */
  pass(ms: number): void {
    this.cluster.advanceTo(calendarOf(this.cluster.clock) + ms);
    this.#desk.advance(this.host);
  }

  /** Second by second, as a console that is open would see it. */
  #advance(duration: Duration): void {
    for (let left = duration; left > 0; left -= second) this.pass(Math.min(left, second));
  }

  /** Until nothing happens by itself within the next minute. */
  #settle(): void {
    for (let steps = 0; steps < 600; steps += 1) {
      const at = this.cluster.nextDeadline()?.at;
      const now = calendarOf(this.cluster.clock);
      if (at === undefined || at > now + minute) return;
      this.pass(Math.max(at - now, second));
    }
  }

  #skip(by: Duration): void {
    this.cluster.skip(by);
    this.#desk.advance(this.host);
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

/** `90s`, `5m`, `1h`. */
function durationOf(text: string): Duration {
  const [, amount, unit = ''] = /^(\d+)(s|m|h)$/.exec(text) ?? [];
  const units: { readonly [unit: string]: Duration } = { s: second, m: minute, h: hour };
  const size = units[unit];
  if (amount === undefined || size === undefined) throw new Error(`no duration: ${text}`);
  return Number(amount) * size;
}
