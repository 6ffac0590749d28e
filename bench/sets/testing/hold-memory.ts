/** Holds so many megabytes at once: for the test of what a process of its own measures. */
export const holdMemory = (megabytes: number): number => Buffer.alloc(megabytes * 2 ** 20, 1).length;
