/** Limits of stored files; a writer meets them as errno, as on a real disk. */
export const contentsLimits = {
  /** One file is one row of at most 2 MB, and base64 makes a third more of it: EFBIG. */
  fileBytes: 1 << 20,
  /** All files of a volume or a container layer, what a learner's exercise needs: ENOSPC. */
  volumeBytes: 32 << 20,
  /** Files in one volume or container layer: listing them stays fast. ENOSPC, as for inodes. */
  files: 5_000,
} as const;
