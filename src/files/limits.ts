/** The limits on reading a file, which live with the domain so that settings and requests can speak of them too. */
export { LIMITS, type Limits } from '../domain/limits.ts';
