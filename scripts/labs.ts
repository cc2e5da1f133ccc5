import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { usualNodes } from '../durable-objects/cluster/bootstrap.ts';
import { newCluster } from '../durable-objects/cluster/index.ts';
import { labJsonSchemas } from '../durable-objects/grading/json-schemas.ts';
import { type Rehearsal, rehearseLab } from '../durable-objects/grading/rehearsal.ts';
import { readFolder } from './build-labs.ts';
import { root } from './paths.ts';

const folder = join(root, 'labs');

/** When rehearsals begin: any moment does, as long as it is always the same. */
const begin = Date.UTC(2026, 10, 20, 9, 30);

/** Every lab's folder name, sorted. */
export function labNames(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'lab.yaml')))
    .sort();
}

/** Plays a lab's solution and mistakes. Throws LabError when it can't be read. */
export function rehearseFolder(name: string): readonly Rehearsal[] {
  return rehearseLab(readFolder(join(folder, name)), (lab) =>
    newCluster({ seed: lab.spec.uuid, nodes: lab.nodes ?? usualNodes }, begin),
  );
}

/** The JSON Schemas that editors complete labs by: path within the project, and schema. */
export function schemaFiles(): readonly (readonly [path: string, schema: object])[] {
  return Object.entries(labJsonSchemas()).map(([name, schema]) => [`labs/${name}`, schema]);
}

/** Tests every lab and prints a table; returns how many complaints there were. */
function testLabs(): number {
  let complaints = 0;
  for (const name of labNames()) {
    console.log(name);
    for (const rehearsal of rehearseOrTell(name)) {
      const { results } = rehearsal;
      const failed = results.tasks.flatMap(({ checks }) => checks.filter(({ met }) => !met));
      const score = `${results.score}/${results.points}`;
      const mark = rehearsal.complaints.length === 0 ? 'ok' : 'WRONG';
      const ids = rehearsal.name === 'untouched' ? [] : failed.map(({ id }) => id);
      const fails = ids.length === 0 ? '' : `fails ${ids.join(', ')}`;
      console.log(
        `  ${rehearsal.name.padEnd(20)} ${score.padStart(7)}  ${mark.padEnd(5)}  ${fails}`,
      );
      for (const complaint of rehearsal.complaints) console.log(`    ${complaint}`);
      complaints += rehearsal.complaints.length;
    }
  }
  return complaints;

  function rehearseOrTell(name: string): readonly Rehearsal[] {
    try {
      return rehearseFolder(name);
    } catch (error) {
      complaints += 1;
      console.log(`  ${error instanceof Error ? error.message : error}`);
      return [];
    }
  }
}

/** Leaves a file alone that says the same, however it is laid out. */
function writeSchema(path: string, schema: object): void {
  const file = join(root, path);
  const now = existsSync(file) ? JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))) : '';
  if (now === JSON.stringify(schema)) return;
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
  console.log(`Wrote ${path}`);
}

if (import.meta.main) {
  for (const [path, schema] of schemaFiles()) writeSchema(path, schema);
  if (testLabs() > 0) process.exitCode = 1;
}
