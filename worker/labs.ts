import { labs } from '../build/labs.ts';
import { type LabTexts, readLab } from './lab-texts.ts';

const known = new Map<string, LabTexts>();

/** The texts of a lab of the catalogue; absent when there is none of that name. */
export function optionalLab(name: string): LabTexts | undefined {
  const folder = Object.hasOwn(labs, name) ? labs[name] : undefined;
  if (!folder) return undefined;
  const lab = known.get(name) ?? readLab(name, folder);
  known.set(name, lab);
  return lab;
}

/** The names of all labs, in alphabetical order. */
export function labNames(): readonly string[] {
  return Object.keys(labs).sort();
}
