/** A guide taken apart: what comes first, and what belongs to each task. */
export interface Sections {
  readonly intro: string;
  /** Markdown by the task's id, without its heading: the task has a title of its own. */
  readonly tasks: ReadonlyMap<string, string>;
}

const taskHeading = /^## .*\{#([a-z0-9-]+)\}\s*$/;

/** Splits a guide at headings that name a task: `## 3. Leave a marker {#marker}`. */
export function sectionsOf(guide: string): Sections {
  const tasks = new Map<string, string[]>();
  const intro: string[] = [];
  let into = intro;
  for (const line of guide.split('\n')) {
    const id = taskHeading.exec(line)?.[1];
    if (id === undefined) {
      into.push(line);
    } else {
      into = [];
      tasks.set(id, into);
    }
  }
  return {
    intro: intro.join('\n').trim(),
    tasks: new Map([...tasks].map(([id, lines]) => [id, lines.join('\n').trim()])),
  };
}
