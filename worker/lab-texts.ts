import { parse } from 'yaml';
import { z } from 'zod';
import type { Text } from '../durable-objects/grading/results.ts';

/** What people read of a lab before and while they work on it: nothing that gives it away. */
export interface LabTexts {
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  readonly summary: Text;
  /** How long it takes. */
  readonly minutes: number;
  readonly points: number;
  /** Markdown. */
  readonly guide: Text;
  readonly tasks: readonly LabTask[];
}

export interface LabTask {
  readonly id: string;
  readonly title: Text;
  /** The title in a word or two, for the head of a column. */
  readonly short?: Text;
  readonly text?: Text;
  readonly points: number;
  /** What each hint costs, in points; its text is not told here. */
  readonly hints: readonly { readonly cost: number }[];
}

/** A lab's folder: the text of every file by its path within the folder. */
export interface LabFolder {
  readonly files: Readonly<Record<string, string>>;
}

const text = z.object({ ko: z.string().min(1), en: z.string().min(1) });

// Grading has the strict schema; this one takes what the platform shows and passes over the rest.
const labSchema = z.object({
  id: z.string(),
  version: z.int().min(1),
  title: text,
  summary: text.optional(),
  minutes: z.number().positive().optional(),
  tasks: z
    .array(
      z.object({
        id: z.string(),
        title: text,
        short: text.optional(),
        text: text.optional(),
        points: z.number().min(0),
        hints: z.array(z.object({ cost: z.number().min(0).default(0) })).default([]),
      }),
    )
    .min(1),
});

/** Reads a lab's texts out of its folder; throws an Error that names what is wrong with it. */
export function readLab(name: string, folder: LabFolder): LabTexts {
  const parsed = labSchema.safeParse(parse(file(name, folder, 'lab.yaml')));
  if (!parsed.success) throw new Error(`labs/${name}/lab.yaml: ${z.prettifyError(parsed.error)}`);
  const lab = parsed.data;
  if (lab.id !== name) throw new Error(`labs/${name}/lab.yaml: id is ${lab.id}, not ${name}`);
  return {
    id: name,
    version: lab.version,
    title: lab.title,
    summary: lab.summary ?? lab.title,
    minutes: lab.minutes ?? 30,
    points: lab.tasks.reduce((sum, task) => sum + task.points, 0),
    guide: {
      ko: file(name, folder, 'guide.ko.md'),
      en: file(name, folder, 'guide.en.md'),
    },
    tasks: lab.tasks.map(({ short, text: told, ...task }) => ({
      ...task,
      ...(short === undefined ? {} : { short }),
      ...(told === undefined ? {} : { text: told }),
    })),
  };
}

function file(name: string, folder: LabFolder, path: string): string {
  const found = folder.files[path];
  if (found === undefined) throw new Error(`labs/${name} has no ${path}`);
  return found;
}
