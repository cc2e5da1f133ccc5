/** One line that acts, with the lines of its here-document, and what it printed. */
export interface Act {
  readonly line: string;
  readonly said: string;
}

/** A transcript: its title, then words to the reader and acts in turn. */
export interface Transcript {
  readonly title: string;
  readonly parts: readonly (Act | { readonly words: string })[];
}

const acting =
  /^(2?\$ |advance \S+$|settle$|skip \S+$|fail \S+$|return \S+$|keys "|interrupt$|end$|hibernate$)/;

/**
 * Reads a transcript. The first line is `# title`; further `# ` lines are words to the reader. An
 * act is `$ COMMAND` (a here-document belongs to it; `2$` is the second terminal), `advance 5s`,
 * `settle`, `skip 5m`, `fail NODE`, `return NODE`, `keys "..."`, `interrupt`, `end` or `hibernate`.
 * Everything else is what the act before it printed.
 */
export function parseTranscript(text: string): Transcript {
  const lines = text.replace(/\n$/, '').split('\n');
  const title = lines.shift()?.replace(/^# /, '') ?? '';
  const parts: (Act | { words: string })[] = [];
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    const words = [line];
    if (line.startsWith('# ') || line === '#' || (line === '' && parts.length === 0)) {
      while (lines[0]?.startsWith('# ')) words.push(lines.shift() ?? '');
      parts.push({ words: words.join('\n') });
      continue;
    }
    if (!acting.test(line)) throw new Error(`not an act: ${JSON.stringify(line)}`);
    const [, mark] = /<<-?'?"?([A-Z]+)/.exec(line) ?? [];
    while (mark !== undefined && words.at(-1) !== mark) {
      const next = lines.shift();
      if (next === undefined) throw new Error(`a here-document without its ${mark}`);
      words.push(next);
    }
    const said: string[] = [];
    while (lines[0] !== undefined && !acting.test(lines[0]) && !/^#( |$)/.test(lines[0])) {
      said.push(lines.shift() ?? '');
    }
    parts.push({ line: words.join('\n'), said: said.map((one) => `${one}\n`).join('') });
  }
  return { title, parts };
}

/** The text of a transcript whose acts printed what `perform` says. */
export function playTranscript(
  { title, parts }: Transcript,
  perform: (line: string) => string,
): string {
  const played = parts.map((part) =>
    'words' in part ? `${part.words}\n` : `${part.line}\n${perform(part.line)}`,
  );
  return `# ${title}\n${played.join('')}`;
}
