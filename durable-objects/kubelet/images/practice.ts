import { executable } from '../../shell/index.ts';
import { defineImage } from './image.ts';
import { pauseCommand } from './plain.ts';

/** An image of no program but one that waits: for manifests that are about something else. */
const practiceImage = (name: string) =>
  defineImage({
    names: [`docker.io/library/${name}`],
    tags: /^(latest|\d+(\.\d+){0,2})$/,
    base: 'none',
    entrypoint: [`/${name}`],
    files: { [`/${name}`]: { text: executable('pause'), mode: 0o755 } },
    commands: [pauseCommand],
    sizeBytes: 318_731,
  });

/** Names that stand for any application in examples. */
export const practiceImages = ['hello', 'agent', 'img'].map(practiceImage);
