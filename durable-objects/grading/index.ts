/** Labs and their grading: what others may use of this folder. */
export { createGrader, type Grader } from './grader.ts';
export { type LabFiles, loadLab } from './load.ts';
