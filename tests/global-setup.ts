/** Runs once before all tests. Helpers that need a browser or a database start theirs here, so that no test pays for it twice. */
export default async function setUp(): Promise<void> {}
