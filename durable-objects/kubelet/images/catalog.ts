import { type CommandRegistry, commandRegistry, MemoryFileSystem } from '../../shell/index.ts';
import { type BaseFiles, indexFiles } from '../../volumes/contents/index.ts';
import { base } from './bases.ts';
import type { Image } from './image.ts';
import type { ImageReference } from './reference.ts';
import { imageTree } from './tree.ts';

/** An image with what is made from it once: its root filesystem and its programs. */
export interface LoadedImage {
  readonly image: Image;
  readonly root: MemoryFileSystem;
  /** The same, indexed for the containers' own layers. */
  readonly files: BaseFiles;
  readonly commands: CommandRegistry;
}

/** Why an image can't be had. */
export type PullFailure = 'no-repository' | 'no-tag';

/** Every image that can be pulled. */
export class ImageCatalog {
  readonly #images: ReadonlyMap<string, Image>;
  /** Constants derived from constants: made when first needed, the same ever after. */
  readonly #loaded = new Map<Image, LoadedImage>();

  constructor(images: readonly Image[]) {
    this.#images = new Map(images.flatMap((image) => image.names.map((name) => [name, image])));
  }

  /** The image a reference leads to. A digest names any image of that repository. */
  find(reference: ImageReference): LoadedImage | PullFailure {
    const image = this.#images.get(reference.name);
    if (!image) return 'no-repository';
    if (reference.digest === undefined && !image.tags.test(reference.tag)) return 'no-tag';
    return this.#load(image);
  }

  #load(image: Image): LoadedImage {
    const known = this.#loaded.get(image);
    if (known) return known;
    const root = new MemoryFileSystem({ now: () => 0 }, imageTree(image));
    const loaded = {
      image,
      root,
      files: indexFiles(root),
      commands: commandRegistry(base(image.base).commands, image.commands),
    };
    this.#loaded.set(image, loaded);
    return loaded;
  }
}
