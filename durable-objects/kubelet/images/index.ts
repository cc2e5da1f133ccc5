/** The catalogue of images. */
export { ImageCatalog, type LoadedImage } from './catalog.ts';
export * from './image.ts';
export { type ImageReference, parseReference, referenceText } from './reference.ts';

import { agnhost } from './agnhost.ts';
import { httpEcho } from './http-echo.ts';
import { httpd } from './httpd.ts';
import type { Image } from './image.ts';
import { nginx } from './nginx/index.ts';
import { alpine, busybox, debian, pause, ubuntu } from './plain.ts';
import { practiceImages } from './practice.ts';

/** Every image of the catalogue; a lab may add its own. */
export const allImages: readonly Image[] = [
  agnhost,
  alpine,
  busybox,
  debian,
  httpEcho,
  httpd,
  nginx,
  pause,
  ubuntu,
  ...practiceImages,
];
